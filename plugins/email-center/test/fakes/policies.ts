import { NOBODYS_WORK, type FilingContext } from '../../server/src/domain/intake/assign';
import { DEFAULT_POLICY, type IntakePolicy } from '../../server/src/domain/intake/policy';
import type { PolicySource } from '../../server/src/flow/ports';

/** What administrators decided, held in memory; a test changes `policy` and `context` as it likes. */
export class FakePolicies implements PolicySource {
  policy: IntakePolicy = DEFAULT_POLICY;
  context: FilingContext = NOBODYS_WORK;

  async load(): Promise<IntakePolicy> {
    return this.policy;
  }

  async contextFor(): Promise<FilingContext> {
    return this.context;
  }
}
