import { useMemo } from 'react';
import type { CenterItem, FoundRecordDto, PersonDto, SetStatesInput, TagDto, WorkDto } from '../../../../../shared/contracts';
import { useAssignManyMutation, useLinkManyMutation, useSetStatesMutation } from '../../../api/views-api';
import { useText } from '../../../text/text';
import { offerUndo } from '../../Work/undo';
import { useMe, useSendStep } from '../../Work/use-work-actions';
import { changedWork } from '../../Work/work-state';
import { foreseen, undoOf } from '../../Work/work-steps';
import type { Place } from '../place';
import { withoutTag, withTag } from './center-state';
import { planDone, planNotDone, type DonePlan } from './plan-done';
import { showChange } from './shown-changes';
import { undoGroups } from './undo-groups';
import { useBulk } from './use-bulk';

/** What can be done to one message or many: at once, with ten seconds to take it back. */
export interface CenterActions {
  done(items: readonly CenterItem[], place: Place): Promise<void>;
  notDone(items: readonly CenterItem[]): Promise<void>;
  read(items: readonly CenterItem[], read: boolean): Promise<void>;
  /** Null wakes them. */
  snooze(items: readonly CenterItem[], until: string | null): Promise<void>;
  tag(items: readonly CenterItem[], tag: TagDto, has: boolean): Promise<void>;
  link(items: readonly CenterItem[], record: FoundRecordDto): Promise<void>;
  /** Gives the work of them to somebody; null: to nobody. */
  assign(items: readonly CenterItem[], to: PersonDto | null): Promise<void>;
}

const currentWork = (work: WorkDto): WorkDto => changedWork.get(work.id) ?? work;
const openWork = (item: CenterItem): WorkDto[] => (item.work ?? []).map(currentWork).filter(({ state }) => state === 'open');

/** Read, done, snoozed, tagged: what is the person's own, and no mail server is told of. */
function useStates() {
  const bulk = useBulk();
  const [setStates] = useSetStatesMutation();
  return useMemo(() => {
    const ask = (set: SetStatesInput['set']) => (ids: string[]) => setStates({ ids, set }).unwrap();
    const putBack = async (changed: readonly CenterItem[], name: 'read' | 'done' | 'snoozedUntil') => {
      for (const { ids, set } of undoGroups(changed, name, Date.now())) {
        const items = changed.filter(({ id }) => ids.includes(id));
        await bulk({ items, show: ({ done, snoozedUntil, unread }) => (name === 'read' ? { unread } : name === 'done' ? { done } : { snoozedUntil }), ask: ask(set) });
      }
    };
    return { bulk, ask, putBack };
  }, [bulk, setStates]);
}

/** Finishes or opens work, and puts mail aside or takes it back, by one plan; one undo takes all of it back. */
function useDone() {
  const text = useText();
  const { bulk, ask, putBack } = useStates();
  const send = useSendStep();
  return useMemo(() => async ({ work, aside }: DonePlan, done: boolean) => {
    const step = done ? ({ step: 'done', note: '' } as const) : ({ step: 'reopen' , note: '' } as const);
    const changed = aside.length === 0 ? [] : await bulk({ items: aside, show: () => ({ done, ...(done ? { snoozedUntil: null } : {}) }), ask: ask({ done }) });
    const stepped: { before: WorkDto; after: WorkDto; messageId: string }[] = [];
    for (const { item, work: before } of work) {
      const after = await send(before, item.id, step);
      if (after !== null) stepped.push({ before, after, messageId: item.id });
    }
    const count = changed.length + stepped.length;
    if (count === 0) return;
    offerUndo(text(done ? 'views.did.done' : 'views.did.not-done', { count }), async () => {
      await putBack(changed, 'done');
      for (const { before, after, messageId } of stepped) {
        let current: WorkDto | null = after;
        for (const back of undoOf(before, step) ?? []) if (current !== null) current = await send(current, messageId, back);
      }
    });
  }, [text, bulk, ask, putBack, send]);
}

export function useCenterActions(): CenterActions {
  const text = useText();
  const me = useMe();
  const { bulk, ask, putBack } = useStates();
  const carryOut = useDone();
  const [linkMany] = useLinkManyMutation();
  const [assignMany] = useAssignManyMutation();
  const { id, name } = me;
  return useMemo<CenterActions>(() => {
    const assigned = (items: readonly CenterItem[], to: PersonDto | null) => bulk({
      items, show: () => ({}),
      ask: async (ids) => {
        const works = items.filter((item) => ids.includes(item.id)).flatMap(openWork);
        const shown = (work: WorkDto) => foreseen(work, to === null ? { step: 'release', note: '' } : { step: 'assign', to: to.id, note: '' }, { id, name }, () => to?.name ?? '');
        changedWork.setAll(works.map((work) => [work.id, shown(work)] as const));
        const putWorkBack = (back: readonly WorkDto[]) => changedWork.setAll(back.map((work) => [work.id, work] as const));
        const result = await assignMany({ ids, to: to?.id ?? null }).unwrap().catch((thrown: unknown) => {
          putWorkBack(works);
          throw thrown;
        });
        const refused = new Set(result.refused.map((one) => one.id));
        putWorkBack(items.filter((item) => refused.has(item.id)).flatMap((item) => works.filter((work) => item.work?.some((one) => one.id === work.id))));
        return result;
      },
    });
    return {
      done: (items, place) => carryOut(planDone(items, place, id, currentWork), true),
      notDone: (items) => carryOut(planNotDone(items, currentWork), false),
      async read(items, read) {
        const changed = await bulk({ items: items.filter(({ unread }) => unread === read), show: () => ({ unread: !read }), ask: ask({ read }) });
        if (changed.length > 0) offerUndo(text(read ? 'views.did.read' : 'views.did.unread', { count: changed.length }), () => putBack(changed, 'read'));
      },
      async snooze(items, until) {
        const changed = await bulk({ items, show: () => ({ snoozedUntil: until }), ask: ask({ snoozedUntil: until }) });
        if (changed.length > 0) offerUndo(text(until === null ? 'views.did.woken' : 'views.did.snoozed', { count: changed.length, until: until === null ? null : new Date(until) }), () => putBack(changed, 'snoozedUntil'));
      },
      async tag(items, tag, has) {
        const give = (to: readonly CenterItem[], given: boolean) => bulk({
          items: to, show: ({ tags }) => ({ tags: given ? withTag(tags, tag) : withoutTag(tags, tag.id) }), ask: ask(given ? { addTag: tag.id } : { removeTag: tag.id }),
        });
        const changed = await give(items.filter(({ tags }) => tags.some((one) => one.id === tag.id) !== has), has);
        if (changed.length === 0) return;
        offerUndo(text(has ? 'views.did.tagged' : 'views.did.untagged', { count: changed.length, tag: tag.name }), async () => {
          const now = changed.map((item) => ({ ...item, tags: has ? withTag(item.tags, tag) : withoutTag(item.tags, tag.id) }));
          await give(now, !has);
        });
      },
      async link(items, record) {
        const isIt = (link: { recordType: string; recordId: string }) => link.recordType === record.recordType && link.recordId === record.recordId;
        const { recordType, recordId, typeName, label } = record;
        const changed = await bulk({
          items: items.filter(({ links }) => !links.some(isIt)), show: ({ links }) => ({ links: [...links, { recordType, recordId, typeName, label, reasons: [] }] }),
          ask: (ids) => linkMany({ ids, record }).unwrap(),
        });
        if (changed.length === 0) return;
        offerUndo(text('views.did.linked', { count: changed.length, record: label }), async () => {
          await bulk({ items: changed, show: ({ links }) => ({ links: links.filter((link) => !isIt(link)) }), ask: (ids) => linkMany({ ids, record, undo: true }).unwrap() });
        });
      },
      async assign(items, to) {
        const before = new Map(items.map((item) => [item.id, openWork(item)[0]?.handler ?? null]));
        const changed = await assigned(items, to);
        if (changed.length === 0) return;
        offerUndo(text(to === null ? 'views.did.released' : 'views.did.assigned', { count: changed.length, name: to?.name ?? '' }), async () => {
          const handlers = new Map(changed.map((item) => [before.get(item.id)?.id ?? null, before.get(item.id) ?? null]));
          for (const [handlerId, handler] of handlers) await assigned(changed.filter((item) => (before.get(item.id)?.id ?? null) === handlerId), handler);
        });
      },
    };
  }, [text, bulk, ask, putBack, carryOut, linkMany, assignMany, id, name]);
}

/** Opening a message reads it: the lists on screen are told at once. */
export const showRead = (item: CenterItem): void => void (item.unread ? showChange([item], () => ({ unread: false })) : null);
