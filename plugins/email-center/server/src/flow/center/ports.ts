/** What the center needs of the outside world. */
import type { CenterItem, ListCenterQuery, NoteDto, SaveSearchInput, SavedSearchDto, TagDto, SaveTagInput } from '../../../../shared/contracts';
import type { ReadScope } from '../../domain/access/decide-access';
import type { SharedAccount } from '../../domain/access/decide-visibility';
import type { StateTarget, StateWish } from '../../domain/center/decide-states';
import type { StepDecision, Work } from '../../domain/work-items/step';
import type { Page } from '../queries';
import type { FiledCopy } from '../lists/ports';
import type { CenterViewer } from './viewer';

/** A snoozed copy that is back in its owner's inbox. */
export interface WokenCopy {
  /** documentId of the message. */
  id: string;
  userId: number;
}

/** A message that many are changed with, as the person has it. */
export interface BulkTarget extends StateTarget {
  id: number;
  documentId: string;
  work: readonly Work[];
}

export interface CenterItems {
  /** The messages of these ids that the viewer sees, in the order given, cut down to what they see of them. */
  describe(viewer: CenterViewer, ids: readonly number[]): Promise<CenterItem[]>;
  /** Those of the messages (documentIds) the viewer sees anything of, in the order given. */
  targets(viewer: CenterViewer, documentIds: readonly string[]): Promise<BulkTarget[]>;
  /** Copies in accounts of the viewer's own and in those of their groups; all copies for whoever reads everything. */
  copies(viewer: CenterViewer, ids: readonly number[]): Promise<Pick<FiledCopy, 'messageId' | 'accountId'>[]>;
}

export interface CenterLists {
  /** A page of a view; `search` is not one of these. A page may be short, or empty, and still have a next one. */
  list(viewer: CenterViewer, query: ListCenterQuery): Promise<Page<CenterItem>>;
  /** The messages of the conversation of a message that the viewer sees, oldest first; null when they do not see that message. */
  conversation(viewer: CenterViewer, documentId: string, page: { cursor?: string; limit: number }): Promise<Page<CenterItem> | null>;
  numbers(viewer: CenterViewer): Promise<ViewNumbers>;
}

export interface ViewNumbers {
  /** Unread messages in the inbox; kept. */
  inbox: number;
  snoozed: number;
  /** Messages with a note that names the person and that they have not opened since, 100 for more. */
  mentioned: number;
  /** Incoming messages without a record, 100 for more. */
  unmatched: number;
}

export interface StateStore {
  /** Writes the wish for one's own copies, and what is noted of others, in one transaction with its counters. Resolves with the ids that changed anything. */
  write(viewer: CenterViewer, targets: readonly Pick<BulkTarget, 'id' | 'own' | 'noted'>[], wish: StateWish): Promise<number[]>;
  /** Wakes what is due at that time (epoch milliseconds). */
  wakeDue(now: number): Promise<WokenCopy[]>;
  /** Counts the kept numbers of views anew, for repair. */
  rebuildCounts(): Promise<void>;
  /** Steps of many pieces of work, in transactions of a hundred. Pieces that are gone are missing from the answer. */
  changeWork(ids: readonly number[], actorId: number, decide: (work: Work) => StepDecision): Promise<Map<number, { decision: StepDecision; work: Work }>>;
}

export interface StoredNote extends Pick<NoteDto, 'id' | 'messageId' | 'text' | 'createdAt'> {
  message: number;
  authorId: number | null;
  mentions: number[];
}

export interface NoteStore {
  /** Of these messages, oldest first. */
  ofMessages(documentIds: readonly string[]): Promise<StoredNote[]>;
  load(id: string): Promise<StoredNote | null>;
  /** Rejects with `invalid-input` when the message has too many. */
  insert(note: { message: number; authorId: number; text: string; mentions: readonly number[] }): Promise<StoredNote>;
  /** What it said is gone; that there was one, and who took it away, is kept. */
  remove(id: string, userId: number): Promise<void>;
}

export interface TagStore {
  list(): Promise<TagDto[]>;
  /** Rejects with `invalid-input` for a name that is taken, or when there are too many. */
  insert(tag: SaveTagInput, userId: number): Promise<TagDto>;
  /** Rejects with `not-found`, too. */
  update(id: string, tag: SaveTagInput): Promise<TagDto>;
  /** Takes it off every message. */
  remove(id: string): Promise<void>;
}

export interface SavedSearchStore {
  list(userId: number): Promise<SavedSearchDto[]>;
  load(id: string, userId: number): Promise<SavedSearchDto | null>;
  insert(search: SaveSearchInput, userId: number): Promise<SavedSearchDto>;
  remove(id: string): Promise<void>;
}

/** Who can read a message, without anybody asking: the accounts that have it, and the people its work concerns. */
export interface MessageReach {
  id: number;
  accounts: SharedAccount[];
  work: { kind: Work['kind']; people: number[] }[];
}

export interface ReachStore {
  /** Null when there is no such message. */
  reachOf(documentId: string): Promise<MessageReach | null>;
}

/** A panel user with what counts for reading. */
export interface PanelReader {
  id: number;
  name: string;
  reads: ReadScope;
  assignsWork: boolean;
}

/** Active panel users, at most some hundred of them. */
export type PanelReaders = () => Promise<PanelReader[]>;

/** Numbers of what others keep. */
export interface WritingNumbers {
  drafts(userId: number): Promise<number>;
  /** What is not sent yet, and whether something of it went wrong. */
  outbox(viewer: CenterViewer): Promise<{ count: number; trouble: boolean }>;
}
