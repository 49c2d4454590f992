/** The mailbox that is open on a connection, and the questions that only find UIDs. */
import type { ImapAttribute, ImapResponse } from 'imapflow';
import type { MailboxInfo } from '../../flow/ports';
import type { MailboxState } from '../../domain/sync/cursor';
import type { ServerName } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { Connection, Untagged } from './connection';
import { epochChanged, notWritable, responseCode } from './failures';
import { atom, decodePath, encodePath, list, readSearch, searchDate, text, uint32 } from './responses';

const SPECIAL_USES = ['\\All', '\\Archive', '\\Drafts', '\\Flagged', '\\Junk', '\\Sent', '\\Trash'];

/** LIST of all selectable mailboxes with their special use (RFC 6154): one round trip. */
export async function listMailboxes(connection: Connection): Promise<MailboxInfo[]> {
  const found: MailboxInfo[] = [];
  const extended = connection.has('SPECIAL-USE') && connection.has('LIST-EXTENDED');
  // Servers with the extended LIST may show special uses only when asked for them.
  const returns = extended ? [atom('RETURN'), [atom('SPECIAL-USE')]] : [];
  await connection.run('LIST', [{ type: 'STRING', value: '' }, { type: 'STRING', value: '*' }, ...returns], {
    LIST: (line) => {
      const entry = mailboxInfo(line);
      if (entry) found.push(entry);
    },
  });
  return found;
}

function mailboxInfo(line: ImapResponse): MailboxInfo | null {
  const flags = list(line.attributes?.[0]).flatMap((flag) => text(flag)?.toLowerCase() ?? []);
  const path = text(line.attributes?.[2]);
  if (path === undefined || flags.includes('\\noselect') || flags.includes('\\nonexistent')) return null;
  const specialUse = SPECIAL_USES.find((use) => flags.includes(use.toLowerCase())) ?? null;
  return { path: path.toUpperCase() === 'INBOX' ? 'INBOX' : decodePath(path), specialUse, specialUseSource: specialUse === null ? null : 'attribute' };
}

/** STATUS: one round trip, and the mailbox stays closed. */
export async function mailboxStatus(connection: Connection, path: string): Promise<MailboxState> {
  const items = ['MESSAGES', 'UIDNEXT', 'UIDVALIDITY', ...(connection.has('CONDSTORE') ? ['HIGHESTMODSEQ'] : [])];
  const values = new Map<string, string>();
  await connection.run('STATUS', [encodePath(path), items.map(atom)], {
    STATUS: (line) => {
      const pairs = list(line.attributes?.[1]);
      for (let index = 0; index + 1 < pairs.length; index += 2) values.set(text(pairs[index])?.toUpperCase() ?? '', text(pairs[index + 1]) ?? '');
    },
  });
  const modseq = values.get('HIGHESTMODSEQ');
  return {
    path,
    uidValidity: known(uint32(values.get('UIDVALIDITY')), path, 'UIDVALIDITY'),
    uidNext: uint32(values.get('UIDNEXT')) || null,
    messages: known(uint32(values.get('MESSAGES')), path, 'MESSAGES', 0),
    highestModseq: modseq !== undefined && /^\d{1,20}$/.test(modseq) && modseq !== '0' ? modseq : null,
  };
}

function known(value: number | undefined, path: string, item: string, least = 1): number {
  if (value !== undefined && value >= least) return value;
  throw new MailError({
    kind: 'transient', code: 'command-refused', remedier: 'provider',
    message: `The server does not tell what is needed to read the mailbox ${path}.`, detail: `no usable ${item}`,
  });
}

/** Remembers which mailbox is open, so that it is opened once per session, and guards its epoch. */
export class OpenMailbox {
  private path: string | null = null;
  private uidValidity = 0;

  constructor(private readonly connection: Connection) {}

  get server(): ServerName {
    return this.connection.server;
  }

  /** Ends the connection of a server that lies. */
  distrust(error: MailError): MailError {
    return this.connection.giveUp(error);
  }

  /** EXAMINE, unless it is open already. Rejects with kind `cursor` when its UIDVALIDITY is not `epoch` (null: any). */
  async open(path: string, epoch: number | null): Promise<void> {
    if (this.path !== path) await this.openBy('EXAMINE', path);
    this.checkEpoch(path, epoch);
  }

  /**
   * SELECT, for as long as `write` takes: it may run commands that change the mailbox. It is read-only again before this ends, also when it
   * rejects, by EXAMINE: CLOSE would expunge what other programs have marked as deleted. Rejects as `open` does, and with `command-refused`
   * where it may not be changed, or where the server would forget this flag with the session.
   */
  async openToWrite(path: string, epoch: number, flag: string, write: () => Promise<void>): Promise<void> {
    try {
      let isKept = true;
      const answer = await this.openBy('SELECT', path, (line) => {
        if (responseCode(line) === 'PERMANENTFLAGS') isKept = flagsOf(line).includes(flag.toLowerCase());
      });
      this.checkEpoch(path, epoch);
      if (responseCode(answer) === 'READ-ONLY') throw notWritable(path, 'SELECT: [READ-ONLY]');
      if (!isKept) throw notWritable(path, `SELECT: [PERMANENTFLAGS] without ${flag}`);
      await write();
    } catch (error) {
      throw error instanceof MailError && error.code === 'command-refused' ? notWritable(path, error.detail, error) : error;
    } finally {
      await this.openBy('EXAMINE', path);
    }
  }

  /** A command on the open mailbox; a UIDVALIDITY that changes under it rejects with kind `cursor`. */
  async run(command: string, args: Parameters<Connection['run']>[1], untagged: Untagged): Promise<void> {
    const before = this.uidValidity;
    await this.connection.run(command, args, { ...this.watchEpoch(), ...untagged });
    if (this.uidValidity !== before) {
      const path = this.path ?? '';
      this.path = null;
      throw epochChanged(path, before, this.uidValidity);
    }
  }

  async search(path: string, epoch: number | null, criteria: Parameters<Connection['run']>[1]): Promise<number[]> {
    await this.open(path, epoch);
    const uids = new Set<number>();
    const read = (line: ImapResponse): void => readSearch(line, uids);
    await this.run('UID SEARCH', criteria, { SEARCH: read, ESEARCH: read });
    return [...uids].sort((a, b) => a - b);
  }

  searchSince(path: string, epoch: number, since: string): Promise<number[]> {
    return this.search(path, epoch, [atom('SINCE'), atom(searchDate(since))]);
  }

  private async openBy(command: 'EXAMINE' | 'SELECT', path: string, heed: (line: ImapResponse) => void = () => undefined): Promise<ImapResponse> {
    this.path = null;
    this.uidValidity = 0;
    const answer = await this.connection.run(command, [encodePath(path)], this.watchEpoch(heed));
    this.uidValidity = known(this.uidValidity, path, 'UIDVALIDITY');
    this.path = path;
    return answer;
  }

  private checkEpoch(path: string, epoch: number | null): void {
    if (epoch !== null && this.uidValidity !== epoch) throw epochChanged(path, epoch, this.uidValidity);
  }

  private watchEpoch(heed: (line: ImapResponse) => void = () => undefined): Untagged {
    return {
      OK: (line) => {
        heed(line);
        if (responseCode(line) !== 'UIDVALIDITY') return;
        this.uidValidity = uint32(text(line.attributes?.[0]?.section?.[1])) ?? this.uidValidity;
      },
    };
  }
}

/** Of a response code like `[PERMANENTFLAGS (\Seen \*)]`, in lower case. */
const flagsOf = (line: ImapResponse): string[] => list(line.attributes?.[0]?.section?.[1] as ImapAttribute | undefined).flatMap((flag) => text(flag)?.toLowerCase() ?? []);
