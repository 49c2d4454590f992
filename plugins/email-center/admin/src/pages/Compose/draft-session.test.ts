import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DraftDto, SaveDraftInput } from '../../../../shared/contracts';
import { DraftSession, PAUSE_MS } from './draft-session';

const draft: DraftDto = {
  id: 'd1', version: 1, kind: 'new', accountId: 'a', to: [], cc: [], bcc: [], subject: '', html: '', text: '', plain: false, attachments: [],
  about: null, record: null, recordChosen: false, records: [], sendAt: null, updatedAt: '2026-11-22T08:00:00.000Z',
};

const ANNA = { recordType: 'candidate', recordId: 'anna', label: 'Anna Weber', typeName: 'Candidate' };

/** A server that keeps one draft as the contract says, and can be made to fail. */
class OneDraft {
  stored = draft;
  saves: SaveDraftInput[] = [];
  failWith: unknown = null;
  private open: (() => void) | null = null;
  private gate: Promise<void> | null = null;

  load = async (): Promise<DraftDto> => this.stored;
  save = async (_id: string, input: SaveDraftInput): Promise<DraftDto> => {
    this.saves.push(input);
    await this.gate;
    if (this.failWith) throw this.failWith;
    if (input.version !== this.stored.version) throw { status: 409, message: 'changed elsewhere' };
    const { record, ...rest } = input;
    const chosen = record === undefined ? {} : { record: record && { ...ANNA, ...record }, recordChosen: record !== null };
    this.stored = { ...this.stored, ...rest, ...chosen, version: this.stored.version + 1 };
    return this.stored;
  };
  /** Saves do not end until `goOn`. */
  hold(): void {
    this.gate = new Promise((resolve) => (this.open = resolve));
  }
  goOn(): void {
    this.gate = null;
    this.open?.();
  }
}

describe('a draft while it is written', () => {
  let server: OneDraft;
  let session: DraftSession;
  const status = () => session.snapshot().save.status;
  const pause = () => vi.advanceTimersByTimeAsync(PAUSE_MS);

  beforeEach(() => {
    vi.useFakeTimers();
    server = new OneDraft();
    session = new DraftSession(draft, server);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is saved once the typing pauses, in one save', async () => {
    session.change({ subject: 'A' });
    await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
    session.change({ subject: 'An' });
    expect(server.saves).toEqual([]);
    await pause();
    expect(server.saves).toHaveLength(1);
    expect(server.stored).toMatchObject({ subject: 'An', version: 2 });
    expect(status()).toBe('saved');
  });

  it('sends up only what was changed since the last save', async () => {
    session.change({ subject: 'A', html: '<p>a</p>' });
    await pause();
    session.change({ subject: 'An' });
    await pause();
    expect(server.saves).toEqual([{ version: 1, subject: 'A', html: '<p>a</p>' }, { version: 2, subject: 'An' }]);
  });

  it('sends up the record that was chosen, and never one it is about anyway', async () => {
    server.stored = { ...draft, record: ANNA, records: [ANNA] };
    session = new DraftSession(server.stored, server);
    session.change({ subject: 'A' });
    await pause();
    expect(session.snapshot().fields.record).toBeNull();
    session.change({ record: ANNA });
    await pause();
    expect(server.saves.map((save) => 'record' in save)).toEqual([false, true]);
    server.stored = { ...server.stored, version: 9 };
    session.change({ subject: 'B' });
    await pause();
    await session.keepMine();
    expect(server.stored).toMatchObject({ subject: 'B', record: ANNA, recordChosen: true });
    expect('record' in server.saves.at(-1)!).toBe(false);
  });

  it('sends up again what did not arrive', async () => {
    server.failWith = { message: 'Failed to fetch' };
    session.change({ subject: 'A' });
    await pause();
    server.failWith = null;
    session.change({ html: '<p>a</p>' });
    await pause();
    expect(server.saves.at(-1)).toEqual({ version: 1, subject: 'A', html: '<p>a</p>' });
  });

  it('is not saved as long as nothing was changed', async () => {
    expect(await session.flush()).toBe(true);
    expect(server.saves).toEqual([]);
    expect(session.snapshot().touched).toBe(false);
  });

  it('has one save at a time; what is typed meanwhile goes on top of it', async () => {
    server.hold();
    session.change({ subject: 'first' });
    await pause();
    session.change({ subject: 'second' });
    await pause();
    expect(server.saves).toHaveLength(1);
    server.goOn();
    await pause();
    expect(server.saves.map(({ version, subject }) => [version, subject])).toEqual([[1, 'first'], [2, 'second']]);
    expect(status()).toBe('saved');
  });

  it('is saved at once when it is closed', async () => {
    session.change({ subject: 'closing' });
    expect(await session.flush()).toBe(true);
    expect(server.stored.subject).toBe('closing');
  });

  it('is tried again by itself while the server cannot be reached', async () => {
    server.failWith = { message: 'Failed to fetch' };
    session.change({ subject: 'offline' });
    await pause();
    expect(session.snapshot().save).toMatchObject({ status: 'failed', problem: { status: null } });
    expect(session.unsaved).toMatchObject({ version: 1, subject: 'offline' });
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(2_000);
    expect(status()).toBe('saved');
    expect(server.stored.subject).toBe('offline');
  });

  it('is not tried again and again when it is refused, but at the next change', async () => {
    server.failWith = { status: 400, message: 'too long' };
    session.change({ subject: 'refused' });
    await pause();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.saves).toHaveLength(1);
    server.failWith = null;
    session.change({ subject: 'better' });
    await pause();
    expect(status()).toBe('saved');
  });

  describe('that was changed elsewhere', () => {
    beforeEach(async () => {
      server.stored = { ...draft, version: 5, subject: 'theirs', text: 'from the other window' };
      session.change({ subject: 'mine' });
      await pause();
    });

    it('is not saved over', async () => {
      expect(status()).toBe('conflict');
      session.change({ subject: 'mine, longer' });
      await pause();
      expect(await session.flush()).toBe(false);
      expect(server.stored.subject).toBe('theirs');
    });
    it('is what is on the screen, when the person says so', async () => {
      await session.keepMine();
      expect(server.stored).toMatchObject({ subject: 'mine', text: '', version: 6 });
      expect(status()).toBe('saved');
    });
    it('is what was saved there, when the person says so, and the editor shows it', async () => {
      const { revision } = session.snapshot();
      await session.takeTheirs();
      expect(session.snapshot().fields).toMatchObject({ subject: 'theirs', text: 'from the other window' });
      expect(session.snapshot().revision).toBe(revision + 1);
      session.change({ subject: 'on top' });
      await pause();
      expect(server.stored.subject).toBe('on top');
    });
  });

  it('says that it is not there any more', async () => {
    server.failWith = { status: 404, message: 'not found' };
    session.change({ subject: 'too late' });
    await pause();
    expect(status()).toBe('gone');
    expect(session.unsaved).toBeNull();
  });

  it('is not saved any more once it was sent', async () => {
    session.change({ subject: 'sent meanwhile' });
    session.end();
    await pause();
    expect(server.saves).toEqual([]);
  });

  it('keeps a file that was added while it was saved', async () => {
    const file = { id: 'f1', filename: 'cv.pdf', contentType: 'application/pdf', size: 10, inline: false, contentId: null };
    server.hold();
    session.change({ subject: 'with a file' });
    await pause();
    session.setAttachments((before) => [...before, file]);
    server.goOn();
    await pause();
    expect(session.snapshot().draft).toMatchObject({ version: 2, attachments: [file] });
  });
});
