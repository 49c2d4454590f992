import type { CenterItem, NoteDto } from '../../../../shared/contracts';

/** What stands below each other in the reader. */
export type Entry =
  | { kind: 'message'; item: CenterItem; open: boolean }
  | { kind: 'note'; note: NoteDto }
  /** Folded messages that show as one line of their own. */
  | { kind: 'earlier'; items: CenterItem[] };

export interface Reading {
  /** The message that was chosen in the list. */
  openedId: string;
  /** What the person folded or unfolded since. */
  toggled: ReadonlyMap<string, boolean>;
  /** Those that were open so far: nothing folds by itself under the eyes of who reads it, because it is read now or no longer the newest. */
  kept: ReadonlySet<string>;
  /** Whether the folded ones in between were asked for. */
  all: boolean;
}

/** So many unread ones open by themselves, the newest: each is a body to be fetched. */
const MOST_OPEN = 5;
/** A run of folded messages longer than this becomes "12 earlier messages" between its first and its last. */
const LONGEST_RUN = 5;

/** Which messages are open: the chosen one, the newest, those not read yet, and what the person says. */
export function openMessages(items: readonly CenterItem[], { openedId, toggled, kept }: Omit<Reading, 'all'>): Set<string> {
  const unread = items.filter(({ unread: isUnread }) => isUnread).slice(-MOST_OPEN).map(({ id }) => id);
  const open = new Set([...kept, ...unread, openedId, ...items.slice(-1).map(({ id }) => id)]);
  for (const [id, isOpen] of toggled) {
    if (isOpen) open.add(id);
    else open.delete(id);
  }
  return open;
}

const timeOf = (entry: Entry): string => (entry.kind === 'note' ? entry.note.createdAt : entry.kind === 'message' ? entry.item.receivedAt : '');

/** The messages of a conversation with the notes among them in time order, oldest first; long runs of folded ones are drawn together. */
export function arrange(items: readonly CenterItem[], notes: readonly NoteDto[], reading: Reading): Entry[] {
  const open = openMessages(items, reading);
  const entries: Entry[] = [
    ...items.map((item): Entry => ({ kind: 'message', item, open: open.has(item.id) })),
    ...notes.map((note): Entry => ({ kind: 'note', note })),
  ];
  // Stable: of the same moment, the message comes before what was noted on it.
  entries.sort((one, other) => Date.parse(timeOf(one)) - Date.parse(timeOf(other)));
  return reading.all ? entries : drawTogether(entries);
}

function drawTogether(entries: readonly Entry[]): Entry[] {
  const drawn: Entry[] = [];
  let run: CenterItem[] = [];
  const endRun = () => {
    const [first, ...rest] = run;
    const last = rest.pop();
    const folded = (item: CenterItem): Entry => ({ kind: 'message', item, open: false });
    if (run.length <= LONGEST_RUN || first === undefined || last === undefined) drawn.push(...run.map(folded));
    else drawn.push(folded(first), { kind: 'earlier', items: rest }, folded(last));
    run = [];
  };
  for (const entry of entries) {
    if (entry.kind === 'message' && !entry.open) {
      run.push(entry.item);
    } else {
      endRun();
      drawn.push(entry);
    }
  }
  endRun();
  return drawn;
}
