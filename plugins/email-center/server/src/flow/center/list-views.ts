/** Which views a person has, in their order, and what waits in them. */
import type { CenterViewsDto, WorkCountsDto } from '../../../../shared/contracts';
import { decideRoute } from '../../domain/access/decide-access';
import { decideSeesUnassigned } from '../../domain/access/decide-work-access';
import type { CenterPorts } from './center';
import type { CenterViewer } from './viewer';

type View = CenterViewsDto['views'][number];

const view = (name: View['view'], count: number | null = null, rest: Partial<View> = {}): View => ({ view: name, id: null, label: null, color: null, count, of: null, trouble: false, ...rest });

/** Only what the rights allow; every number is kept, or counted up to 100. */
export async function listViews({ centerStores, workQueries, numbers: others }: Pick<CenterPorts, 'workQueries' | 'numbers'> & { centerStores: Pick<CenterPorts['centerStores'], 'views' | 'tags' | 'searches'> }, viewer: CenterViewer): Promise<CenterViewsDto> {
  const { grants, userId } = viewer;
  const [reads, writes] = [decideRoute('read-messages', grants), grants.send];
  const [numbers, work] = [await centerStores.views.numbers(viewer), await workQueries.counts(viewer)];
  const [drafts, outbox] = writes ? [await others.drafts(userId), await others.outbox(viewer)] : [0, { count: 0, trouble: false }];
  const works = takesPart(viewer, work);
  return {
    views: [
      ...(reads ? [view('inbox', numbers.inbox)] : []),
      ...(works ? [view('mine', work.mine)] : []),
      ...(grants.receiveCases ? [view('offers', work.offers)] : []),
      ...work.groups.map(({ account, unhandled, open }) => view('group', unhandled, { id: account.id, label: account.name, of: open })),
      ...(decideSeesUnassigned(grants) ? [view('unassigned', work.unassigned), view('offered', work.offered), view('look', work.look)] : []),
      view('mentioned', numbers.mentioned),
      ...(reads ? [view('unmatched', numbers.unmatched), view('sent')] : []),
      ...(writes ? [view('drafts', drafts), view('outbox', outbox.count, { trouble: outbox.trouble })] : []),
      ...(reads ? [view('snoozed', numbers.snoozed), view('done')] : []),
      ...(works ? [view('mine-done')] : []),
      ...(reads ? [view('all')] : []),
      ...(decideRoute('read-ledger', grants) ? [view('blocked')] : []),
      ...(reads ? await ownViews(centerStores, userId) : []),
    ],
  };
}

/** Whoever can have work, or has some. */
function takesPart({ grants }: CenterViewer, work: WorkCountsDto): boolean {
  return grants.receiveCases || grants.assignWork || work.groups.length > 0 || work.mine > 0;
}

async function ownViews({ tags, searches }: Pick<CenterPorts['centerStores'], 'tags' | 'searches'>, userId: number): Promise<View[]> {
  return [
    ...(await tags.list()).map(({ id, name, color }) => view('tag', null, { id, label: name, color })),
    ...(await searches.list(userId)).map(({ id, name }) => view('search', null, { id, label: name })),
  ];
}
