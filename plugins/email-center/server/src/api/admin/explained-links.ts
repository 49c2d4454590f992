/** The provenance of a message's links with the names of records and people, for those who may read them. */
import type { ExplainedReason, WhyDto } from '../../../../shared/contracts';
import { recordKey } from '../../domain/intake/match';
import type { LinkReason } from '../../domain/intake/types';
import type { Application } from '../../flow/application';
import type { Why } from '../../flow/links/why';

interface Named {
  recordType: string;
  recordId: string;
  reasons: LinkReason[];
}

/** Names are looked up once for all of the answer. */
export async function explain(why: Why, { recordNames, owners, links: linking }: Pick<Application, 'recordNames' | 'owners' | 'links'>, mayRead: (recordType: string) => boolean): Promise<WhyDto> {
  const links = why.links.filter((link) => mayRead(link.recordType));
  const later = why.later.filter((match) => mayRead(match.recordType));
  const records = await recordNames.describe([...links, ...later]);
  const people = await owners.load([...new Set(links.flatMap(({ removedBy, reasons }) => [...(removedBy === null ? [] : [removedBy]), ...reasons.flatMap(({ by }) => by ?? [])]))]);
  const labels = new Map<string, Record<string, string>>();
  for (const recordType of new Set([...links, ...later].map((one) => one.recordType))) labels.set(recordType, await linking.labelsOf(recordType));
  const nameOf = (id: number | null | undefined): string | null => (id === null || id === undefined ? null : (people.get(id)?.name ?? null));
  const named = ({ recordType, recordId, reasons }: Named) => {
    const name = records.get(recordKey({ recordType, recordId })) ?? { typeName: recordType, label: '' };
    return { recordType, recordId, ...name, reasons: reasons.map((reason): ExplainedReason => ({ ...reason, byName: nameOf(reason.by), fieldLabel: labels.get(recordType)?.[reason.field] ?? null })) };
  };
  return {
    linked: links.filter((link) => link.state === 'active').map(named),
    removed: links.filter((link) => link.state === 'removed').map((link) => ({
      ...named(link), removedAt: link.removedAt, removedBy: link.removedBy === null ? null : { id: link.removedBy, name: nameOf(link.removedBy) ?? '' },
    })),
    lookedUp: why.lookedUp, leftOut: why.leftOut, later: later.map(named),
  };
}
