/** Internal notes: for those who may read the message, naming only people who may read it, never sent. */
import type { AddNoteInput, NoteDto, PersonDto } from '../../../../shared/contracts';
import { decideView, widestView } from '../../domain/access/decide-visibility';
import { MailError } from '../../domain/mail/mail-error';
import { notFound, type CenterPorts } from './center';
import type { MessageReach, PanelReader, StoredNote } from './ports';
import type { CenterViewer } from './viewer';

type NotePorts = Pick<CenterPorts, 'centerStores' | 'queries' | 'owners' | 'panelReaders' | 'notifier'>;

/** Everybody who could be asked about a message is on one screen; a panel has tens of users. */
const MOST_PEOPLE = 200;

export async function addNote(ports: NotePorts, viewer: CenterViewer, messageId: string, { text, mentions }: AddNoteInput): Promise<NoteDto> {
  await checkReadable(ports, viewer, messageId);
  const reach = await reachOf(ports, messageId);
  const readers = new Set((await readersOf(ports, reach)).map(({ id }) => id));
  const stranger = mentions.find((id) => !readers.has(id));
  if (stranger !== undefined) {
    const name = (await ports.owners.load([stranger])).get(stranger)?.name ?? `#${stranger}`;
    throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'mentions', message: `${name} cannot read this message, and so is not told of it.`, remedier: 'owner' });
  }
  const note = await ports.centerStores.notes.insert({ message: reach.id, authorId: viewer.userId, text, mentions: [...new Set(mentions)] });
  ports.notifier.notesChanged(messageId);
  return (await describeNotes(ports, viewer, [note]))[0]!;
}

export async function removeNote(ports: NotePorts, viewer: CenterViewer, id: string): Promise<void> {
  const note = await ports.centerStores.notes.load(id);
  if (note === null) throw notFound('note');
  await checkReadable(ports, viewer, note.messageId);
  if (!mayRemove(viewer, note)) throw new MailError({ kind: 'malformed', code: 'invalid-input', message: 'A note is taken away by whoever wrote it, or by those who may erase messages.', remedier: 'owner' });
  await ports.centerStores.notes.remove(id, viewer.userId);
  ports.notifier.notesChanged(note.messageId);
}

export async function loadPeople(ports: NotePorts, viewer: CenterViewer, messageId: string): Promise<PersonDto[]> {
  await checkReadable(ports, viewer, messageId);
  return (await readersOf(ports, await reachOf(ports, messageId))).slice(0, MOST_PEOPLE).map(({ id, name }) => ({ id, name }));
}

export async function describeNotes({ owners }: Pick<NotePorts, 'owners'>, viewer: CenterViewer, notes: readonly StoredNote[]): Promise<NoteDto[]> {
  const names = await owners.load([...new Set(notes.flatMap(({ authorId, mentions }) => [...(authorId === null ? [] : [authorId]), ...mentions]))]);
  const personOf = (id: number): PersonDto => ({ id, name: names.get(id)?.name ?? `#${id}` });
  return notes.map((note) => ({
    id: note.id, messageId: note.messageId, author: note.authorId === null ? null : personOf(note.authorId), text: note.text, mentions: note.mentions.map(personOf),
    createdAt: note.createdAt, canRemove: mayRemove(viewer, note),
  }));
}

const mayRemove = ({ userId, grants }: CenterViewer, { authorId }: StoredNote): boolean => authorId === userId || grants.erase;

/** Whole: whoever is shared a part of it neither reads nor writes notes on it. */
async function checkReadable({ queries }: NotePorts, viewer: CenterViewer, messageId: string): Promise<void> {
  if ((await queries.loadMessage(viewer, messageId)) === null) throw notFound('message');
}

async function reachOf({ centerStores }: NotePorts, messageId: string): Promise<MessageReach> {
  const reach = await centerStores.reach.reachOf(messageId);
  if (reach === null) throw notFound('message');
  return reach;
}

async function readersOf({ panelReaders }: NotePorts, reach: MessageReach): Promise<PanelReader[]> {
  return (await panelReaders()).filter((reader) => reads(reader, reach));
}

/** The decision by which messages are opened: by their accounts, or because they are one's work. */
function reads({ id, reads: far, assignsWork }: PanelReader, { accounts, work }: MessageReach): boolean {
  if (widestView(accounts.map((account) => decideView({ userId: id, reads: far }, account))) === 'everything') return true;
  return work.some(({ kind, people }) => people.includes(id) || (assignsWork && kind !== 'group'));
}
