import { useEffect, useRef, type RefObject } from 'react';
import { useNavigate } from 'react-router-dom';
import type { CenterItem, WorkDto } from '../../../../../shared/contracts';
import { useRights, type Rights } from '../../../permissions';
import { compose } from '../../Compose/use-compose';
import { undoLast } from '../../Work/undo';
import { useWorkActions, type RunStep } from '../../Work/use-work-actions';
import { changedWork } from '../../Work/work-state';
import type { Desk } from '../use-desk';
import { useViews } from '../views/use-views';
import { viewPath, type CenterView } from '../views/view-sections';
import { answerTo, isHeld, isTaken, type Command } from './key-table';

/** How long the second of two keys is waited for, milliseconds. */
const PREFIX_LASTS = 1_500;
/** Walking on by keys while reading opens what one stops at, not what one passes. */
const OPEN_AFTER = 150;

const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [data-keys="own"]';

function takenBy(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const { tagName: tag, isContentEditable: editable } = target;
  return isTaken({ tag, type: target instanceof HTMLInputElement ? target.type : '', editable, layered: target.closest(LAYERS) !== null || target.getAttribute('role') === 'combobox' });
}
/** A layer is open somewhere, even if the focus has not reached it yet. */
const isLayered = (): boolean => document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]') !== null;

const workOf = (items: readonly CenterItem[], can: (work: WorkDto) => boolean) =>
  items.flatMap((item) => (item.work ?? []).map((work) => changedWork.get(work.id) ?? work).filter(can).map((work) => ({ item, work })));

/** What keys do anywhere in the center. */
interface Feet {
  rights: Rights;
  searchBox: RefObject<HTMLInputElement>;
  /** To a view, or the group at that place among them; nowhere if the person has none there. */
  go(view: CenterView['view'], nth?: number): void;
  onHelp(): void;
}
/** What they do where messages are listed. */
interface Hands extends Feet {
  desk: Desk;
  runStep: RunStep;
  openSoon(id: string): void;
}

function walk({ desk, openSoon }: Hands, by: 1 | -1): void {
  const { rows, indexOf, cursor, messageId } = desk;
  const at = indexOf.get(cursor ?? messageId ?? '');
  const next = rows[at === undefined ? (by === 1 ? 0 : rows.length - 1) : at + by];
  if (!next) return;
  desk.touch(next.item.id);
  desk.focus(next.item.id);
  if (messageId !== null) openSoon(next.item.id);
}

/** On the row it is about, or on the bar of the selection. */
function ask({ desk }: Hands, kind: 'snooze' | 'tag' | 'link'): void {
  const items = desk.targets();
  const [first] = items;
  if (first) desk.setPanel({ kind, id: desk.selection.ids.size > 0 ? null : desk.indexOf.has(first.id) ? first.id : (desk.cursor ?? first.id) });
}

function handOver({ desk }: Hands): void {
  if (desk.selection.ids.size > 0) {
    desk.setPanel({ kind: 'assign', id: null });
    return;
  }
  const [item] = desk.targets();
  if (item) document.querySelector<HTMLElement>(`[data-row="${CSS.escape(item.id)}"] [data-work-mark]`)?.click();
}

function write({ desk, rights }: Hands, kind: 'reply' | 'reply-all' | 'forward'): void {
  const about = desk.messageId ?? desk.cursor;
  if (rights.send && about !== null) compose({ kind, about, place: desk.messageId === about ? 'inline' : 'dock' });
}

async function step({ desk, runStep }: Hands, verb: 'take' | 'release'): Promise<void> {
  const able = workOf(desk.targets(), ({ can }) => can[verb]);
  for (const { item, work } of able) await runStep(work, item.id, verb === 'take' ? { step: 'take', from: null } : { step: 'release', note: '' });
}

const ANYWHERE: Partial<Record<Command, (feet: Feet, nth: number) => void>> = {
  undo: () => void undoLast(),
  write: ({ rights }) => (rights.send ? compose({ kind: 'new' }) : undefined),
  search: ({ searchBox, go }) => (searchBox.current ? searchBox.current.focus() : go('all')),
  'go-inbox': ({ go }) => go('inbox'),
  'go-mine': ({ go }) => go('mine'),
  'go-offers': ({ go }) => go('offers'),
  'go-sent': ({ go }) => go('sent'),
  'go-drafts': ({ go }) => go('drafts'),
  'go-outbox': ({ go }) => go('outbox'),
  'go-unmatched': ({ go }) => go('unmatched'),
  'go-unassigned': ({ go }) => go('unassigned'),
  'go-look': ({ go }) => go('look'),
  'go-snoozed': ({ go }) => go('snoozed'),
  'go-mentioned': ({ go }) => go('mentioned'),
  'go-done': ({ go }) => go('done'),
  'go-blocked': ({ go }) => go('blocked'),
  'go-group': ({ go }, nth) => go('group', nth),
  'go-all': ({ go }) => go('all'),
  help: ({ onHelp }) => onHelp(),
};

const IN_LIST: Partial<Record<Command, (hands: Hands) => void>> = {
  next: (hands) => walk(hands, 1),
  previous: (hands) => walk(hands, -1),
  open: ({ desk }) => (desk.cursor === null ? undefined : desk.open(desk.cursor)),
  back: ({ desk }) => (desk.messageId === null ? (desk.cursor === null ? undefined : desk.focus(desk.cursor)) : desk.close()),
  select: ({ desk }) => (desk.cursor === null ? undefined : desk.toggle(desk.cursor, false)),
  'select-all': ({ desk }) => desk.toggleAll(),
  clear: ({ desk }) => desk.clearSelection(),
  done: ({ desk }) => void desk.actions.done(desk.targets(), desk.place),
  'not-done': ({ desk }) => void desk.actions.notDone(desk.targets()),
  snooze: (hands) => ask(hands, 'snooze'),
  tag: (hands) => ask(hands, 'tag'),
  read: ({ desk }) => void desk.actions.read(desk.targets(), true),
  unread: ({ desk }) => void desk.actions.read(desk.targets(), false),
  take: (hands) => void step(hands, 'take'),
  release: (hands) => void step(hands, 'release'),
  'hand-over': handOver,
  link: (hands) => (hands.rights.link ? ask(hands, 'link') : undefined),
  reply: (hands) => write(hands, 'reply'),
  'reply-all': (hands) => write(hands, 'reply-all'),
  forward: (hands) => write(hands, 'forward'),
};

/** The keys of the center, wherever on the page they are pressed, as long as nothing is typed. `desk`: null where no messages are listed. */
export function useCenterKeys(desk: Desk | null, searchBox: RefObject<HTMLInputElement>, onHelp: () => void): void {
  const navigate = useNavigate();
  const rights = useRights();
  const runStep = useWorkActions();
  const { views } = useViews();
  const prefix = useRef<{ key: string; at: number } | null>(null);
  const opening = useRef<ReturnType<typeof setTimeout>>();
  const latest = useRef<(Feet & Pick<Hands, 'runStep' | 'openSoon'> & { desk: Desk | null }) | null>(null);
  latest.current = {
    desk, rights, runStep, searchBox, onHelp,
    go: (view, nth = 0) => {
      const wanted = views.filter((one) => one.view === view)[nth];
      if (wanted) navigate(viewPath(wanted));
    },
    openSoon: (id) => {
      clearTimeout(opening.current);
      opening.current = setTimeout(() => latest.current?.desk?.open(id), OPEN_AFTER);
    },
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const hands = latest.current;
      if (!hands || event.defaultPrevented || event.isComposing || takenBy(event.target) || isLayered() || isHeld(event)) return;
      const waiting = prefix.current !== null && Date.now() - prefix.current.at < PREFIX_LASTS ? prefix.current.key : null;
      prefix.current = null;
      const inList = event.target instanceof HTMLElement && event.target.matches('[data-message-row]');
      const answer = answerTo(event, waiting, inList);
      if (answer === null) return;
      event.preventDefault();
      if ('prefix' in answer) prefix.current = { key: answer.prefix, at: Date.now() };
      else {
        ANYWHERE[answer.command]?.(hands, answer.nth ?? 0);
        const { desk: listed } = hands;
        if (listed !== null) IN_LIST[answer.command]?.({ ...hands, desk: listed });
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      clearTimeout(opening.current);
    };
  }, []);
}
