import { z } from 'zod';
import { draftSchema, saveDraftSchema } from '../../../../shared/contracts';

const fieldsSchema = saveDraftSchema.omit({ version: true, record: true }).required().extend({ record: draftSchema.shape.record });

/** What was written and has not reached the server, as this browser keeps it. Files are never in it. */
const copySchema = z.object({
  draftId: z.string(),
  /** Of the draft it was written on. */
  version: z.number(),
  /** Epoch milliseconds. */
  at: z.number(),
  fields: fieldsSchema,
  /** Those of the fields that the server has not got. */
  changed: z.array(fieldsSchema.keyof()),
});
export type DraftCopy = z.infer<typeof copySchema>;
/** A copy that a window left behind which is not there any more. */
export type LeftCopy = DraftCopy & { key: string };

/** For what is too large for the other place; by the same keys. */
export interface LargeTexts {
  put(key: string, text: string): Promise<void>;
  get(key: string): Promise<string | null>;
  remove(key: string): Promise<void>;
}

/** There while nobody is signed in who did not sign out. */
export const SIGNED_OUT = 'email-center:signed-out';
const PREFIX = 'email-center:text:';
/** Characters: browsers give a whole site about five million. */
const SMALL = 200_000;
/** Stands where the copy itself is among the large ones. */
const LARGE = 'large';
/** What nobody came back for, milliseconds. */
const KEPT = 30 * 24 * 60 * 60_000;

/** Copies of one browser, apart for each user of it and for each of their windows: a window must not undo what another one keeps. */
export class CopyStore {
  /** Keys of what is written in this window now. */
  private readonly held = new Set<string>();
  /** Counted up by whatever is done with a key: large texts arrive late. */
  private readonly turns = new Map<string, number>();

  constructor(private readonly small: Storage, private readonly large: LargeTexts, private readonly page: string, private readonly now: () => number = Date.now) {}

  /** Resolves with whether it is kept: a browser may have no room, or be told to keep nothing. What is small is kept before this returns. */
  async keep(user: number, copy: DraftCopy): Promise<boolean> {
    const key = this.keyOf(user, copy.draftId);
    const text = JSON.stringify(copy);
    this.held.add(key);
    const turn = this.turn(key);
    try {
      if (text.length > SMALL) return await this.keepLarge(key, text, turn);
      const wasLarge = this.small.getItem(key) === LARGE;
      this.small.setItem(key, text);
      if (wasLarge) await this.removeLarge(key);
      return true;
    } catch {
      // The composer says by itself that the server has not got it; more cannot be done here.
      return false;
    }
  }

  /** What this window kept of a draft is not needed any more. */
  forget(user: number, draftId: string): Promise<void> {
    this.held.delete(this.keyOf(user, draftId));
    return this.remove(this.keyOf(user, draftId));
  }

  /** Nothing is written in this window any more: what it kept is left behind like that of a window that is gone. */
  leave(): void {
    this.held.clear();
  }

  /** What was left behind of a draft was taken over, or is not wanted. */
  async settle(user: number, draftId: string, pages: ReadonlySet<string>): Promise<void> {
    for (const key of this.keysOf(user, pages)) if (key.startsWith(`${PREFIX}${user}:${draftId}:`)) await this.remove(key);
  }

  /** The newest copy of each draft that was left behind, newest first. @param pages windows that are there */
  async left(user: number, pages: ReadonlySet<string>): Promise<LeftCopy[]> {
    const newest = new Map<string, LeftCopy>();
    for (const key of this.keysOf(user, pages)) {
      const copy = await this.read(key);
      if (copy === null || this.now() - copy.at > KEPT) await this.remove(key);
      else if ((newest.get(copy.draftId)?.at ?? 0) < copy.at) newest.set(copy.draftId, { ...copy, key });
    }
    return [...newest.values()].sort((one, other) => other.at - one.at);
  }

  private keyOf = (user: number, draftId: string): string => `${PREFIX}${user}:${draftId}:${this.page}`;

  private keysOf(user: number, pages: ReadonlySet<string>): string[] {
    const isInUse = (key: string): boolean => {
      const page = key.slice(key.lastIndexOf(':') + 1);
      return page === this.page ? this.held.has(key) : pages.has(page);
    };
    return namesIn(this.small).filter((key) => key.startsWith(`${PREFIX}${user}:`) && !isInUse(key));
  }

  private turn(key: string): number {
    const turn = (this.turns.get(key) ?? 0) + 1;
    this.turns.set(key, turn);
    return turn;
  }

  private async keepLarge(key: string, text: string, turn: number): Promise<boolean> {
    await this.large.put(key, text);
    if (this.turns.get(key) === turn) {
      this.small.setItem(key, LARGE);
      return true;
    }
    // Meanwhile it was forgotten, or is kept as a small one.
    if (this.small.getItem(key) !== LARGE) await this.removeLarge(key);
    return false;
  }

  private removeLarge = (key: string): Promise<void> => this.large.remove(key).catch(() => undefined);

  private async remove(key: string): Promise<void> {
    this.turn(key);
    const isLarge = this.small.getItem(key) === LARGE;
    this.small.removeItem(key);
    if (isLarge) await this.removeLarge(key);
  }

  private async read(key: string): Promise<DraftCopy | null> {
    try {
      const kept = this.small.getItem(key);
      const text = kept === LARGE ? await this.large.get(key) : kept;
      const parsed = copySchema.safeParse(JSON.parse(text ?? 'null'));
      return parsed.success ? parsed.data : null;
    } catch {
      // Nothing that could be given back.
      return null;
    }
  }
}

const namesIn = (storage: Storage): string[] => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');

export const isCopyKey = (key: string | null): boolean => key?.startsWith(PREFIX) ?? false;

/** Takes away what the browser keeps of everybody. */
export function clearCopies(storage: Storage): void {
  for (const key of namesIn(storage)) if (isCopyKey(key)) storage.removeItem(key);
}
