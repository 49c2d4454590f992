/** Work whose cases have their history: one that was nobody's and is given to somebody by hand becomes a case then (S3.4). */
import type { WorkApplication } from '../work';
import type { EmployeeDirectory } from './ports';
import { openCase, type OpenCasePorts } from './route-unassigned';

export interface CaseHistoryPorts extends OpenCasePorts {
  employees: Pick<EmployeeDirectory, 'findByAddresses'>;
}

/** Makes the history of a case that has none; of any other nothing. */
export async function completeCase(ports: CaseHistoryPorts, workId: string): Promise<void> {
  const stored = await ports.openings.load(workId);
  if (stored === null) return;
  const [employee] = stored.sender === null ? [] : await ports.employees.findByAddresses([stored.sender]);
  await openCase(ports, stored, null, { actorId: null, employee: employee ?? null });
}

export function withCaseHistory(ports: CaseHistoryPorts, work: WorkApplication): WorkApplication {
  return {
    ...work,
    async step(viewer, id, input) {
      const result = await work.step(viewer, id, input);
      if ('work' in result && result.work.kind === 'case' && result.work.handler !== null) await completeCase(ports, id);
      return result;
    },
  };
}

/** Cases whose history is missing because a process ended between the two steps; resolves with their number. */
export async function healCases(ports: CaseHistoryPorts): Promise<number> {
  const incomplete = await ports.openings.withoutHistory();
  for (const workId of incomplete) await completeCase(ports, workId);
  return incomplete.length;
}
