/** What a viewer sees of messages, by their accounts or because of work: asked once for a page, whatever the page then shows. */
import type { CenterItem, WorkDto } from '../../../../../shared/contracts';
import { itemStateOf } from '../../../domain/center/item-state';
import type { CenterViewer } from '../../../flow/center/viewer';
import type { SharedView } from '../../../flow/visibility';
import { outOfSight } from '../queries/out-of-sight';
import { viewsOf } from '../queries/sight';
import type { Sight } from '../queries/sight';
import type { RowSource } from '../queries/message-rows';
import type { KeySource } from '../queries/message-keys';
import { pieces } from '../sql';
import { TABLES } from '../tables';
import { toNumber, toText } from '../values';
import type { Row } from '../values';
import { describeWork, findWork, seesWork } from '../work-items/describe-work';
import type { FoundWork, WorkSource } from '../work-items/describe-work';
import type { ReadMarks } from './item-marks';
import { standOf, type Stand } from './stand';

export type ItemSource = KeySource & RowSource & WorkSource;

export interface SeenWork {
  found: FoundWork;
  dto: WorkDto;
}

export interface Looked {
  stand: Stand;
  work: Map<number, SeenWork[]>;
  views: Map<number, SharedView>;
}

export interface HowToLook {
  /** Messages that a view of work found: they are shown because their work is seen, even where the message is not opened by it. */
  asWork?: ReadonlySet<number>;
  /** Where the viewer stands, when it was asked before. */
  known?: Stand;
  /** What was seen of these messages, and of others, a moment ago. */
  looked?: Looked;
}

export async function lookAt(source: ItemSource, viewer: CenterViewer, ids: readonly number[], { asWork = new Set(), known }: HowToLook = {}): Promise<Looked> {
  const stand = known ?? (await standOf(source.knex, viewer));
  const [work, views] = await Promise.all([loadWork(source, viewer, ids), viewsByAccounts(source, stand.sight, ids)]);
  return { stand, work, views: await addViewsByWork(source, viewer, views, { ids, work, asWork }) };
}

export function stateOfItem(viewer: CenterViewer, id: number, marks: ReadMarks, work: readonly SeenWork[]): Pick<CenterItem, 'unread' | 'done' | 'snoozedUntil'> {
  const noted = marks.ofGroups.has(id) || work.some(({ found }) => isOnes(viewer, found));
  return itemStateOf({ own: marks.own.get(id) ?? [], noted, opened: marks.opened.has(id), work: work.map(({ dto }) => dto) });
}

/** Whoever works on it, or may take it. */
export const isOnes = ({ userId }: CenterViewer, { work }: FoundWork): boolean => work.handlerId === userId || work.offeredTo.includes(userId);

/** Whether the message of that work is read because of it; the same rule as `workScopeOf`. */
const readsByWork = (viewer: CenterViewer, found: FoundWork): boolean => isOnes(viewer, found) || (viewer.assignsWork === true && found.work.kind !== 'group');

async function loadWork(source: ItemSource, viewer: CenterViewer, ids: readonly number[]): Promise<Map<number, SeenWork[]>> {
  const byMessage = new Map<number, SeenWork[]>();
  for (const piece of pieces(ids)) {
    const rows = (await source.knex(TABLES.work).whereIn('message_id', piece).orderBy('id')) as Row[];
    if (rows.length === 0) continue;
    const found = (await findWork(source, rows)).filter((one) => seesWork(viewer, one));
    (await describeWork(source, viewer, found)).forEach((dto, index) => {
      const one = found[index]!;
      byMessage.set(one.work.messageId, [...(byMessage.get(one.work.messageId) ?? []), { found: one, dto }]);
    });
  }
  return byMessage;
}

async function viewsByAccounts({ knex }: ItemSource, sight: Sight, ids: readonly number[]): Promise<Map<number, SharedView>> {
  const [views, hidden] = await Promise.all([viewsOf(knex, sight, ids), sight.own === 'everything' ? outOfSight(knex, ids) : []]);
  for (const id of hidden) views.delete(id);
  return views;
}

async function addViewsByWork(
  source: ItemSource, viewer: CenterViewer, views: Map<number, SharedView>, { ids, work, asWork }: { ids: readonly number[]; work: ReadonlyMap<number, SeenWork[]>; asWork: ReadonlySet<number> },
): Promise<Map<number, SharedView>> {
  const byWork = ids.filter((id) => views.get(id) !== 'everything').flatMap((id) => work.get(id) ?? []).filter(({ found }) => asWork.has(found.work.messageId) || readsByWork(viewer, found));
  for (const id of await stillThere(source, byWork)) views.set(id, 'everything');
  return views;
}

/** A message that was taken out of sight for the account is not seen by its work either. */
async function stillThere({ knex }: ItemSource, work: readonly SeenWork[]): Promise<number[]> {
  const there = new Set<string>();
  for (const piece of pieces([...new Set(work.map(({ found }) => found.work.messageId))])) {
    for (const row of (await knex(TABLES.deliveries).whereIn('message_id', piece).select('message_id', 'account_id')) as Row[]) there.add(`${toNumber(row.message_id)} ${toText(row.account_id)}`);
  }
  return work.filter(({ found }) => there.has(`${found.work.messageId} ${found.work.accountId}`)).map(({ found }) => found.work.messageId);
}

