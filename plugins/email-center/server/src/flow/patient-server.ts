/** A run that waits long for its mail server keeps nobody else from working. */
import type { MailServer, MailSession, Place, Timers } from './ports';

/**
 * How long a run keeps its place while it waits, milliseconds: many times what a server needs that is well. What counts
 * is the answer, not the octets of it, so that a server which sends them one by one delays nobody either.
 */
export const LONG_WAIT = 5_000;

/**
 * The same server for one run: whenever it leaves the run waiting for long, the run's place is given back, and the
 * answer is handed over when the run has a place again. What the answer is, and when it is given up, stays the same.
 */
export function patientServer(server: MailServer, place: Place, timers: Timers): MailServer {
  const wait: Wait = (answer) => withoutPlace(answer, place, timers);
  return {
    connect: async (settings, signal) => patientSession(await wait(server.connect(settings, signal)), wait),
  };
}

type Wait = <T>(answer: Promise<T>) => Promise<T>;

async function withoutPlace<T>(answer: Promise<T>, place: Place, timers: Timers): Promise<T> {
  const stop = timers.every(LONG_WAIT, () => place.giveBack());
  try {
    return await answer;
  } finally {
    stop();
    await place.takeAgain();
  }
}

function patientSession(session: MailSession, wait: Wait): MailSession {
  return {
    listMailboxes: () => wait(session.listMailboxes()),
    status: (path) => wait(session.status(path)),
    searchSince: (path, epoch, since) => wait(session.searchSince(path, epoch, since)),
    searchRange: (path, epoch, from, to) => wait(session.searchRange(path, epoch, from, to)),
    fetchHeaders: (path, epoch, uids) => wait(session.fetchHeaders(path, epoch, uids)),
    fetchMessages: (...asked) => patientItems(session.fetchMessages(...asked), wait),
    totalSize: (path, epoch, uids) => wait(session.totalSize(path, epoch, uids)),
    findMessageId: (path, messageId) => wait(session.findMessageId(path, messageId)),
    append: (path, rawKey, as) => wait(session.append(path, rawKey, as)),
    setSeen: (path, epoch, uids, seen) => wait(session.setSeen(path, epoch, uids, seen)),
    // Whoever waits for news waits on purpose, in no place of a run.
    idle: (path) => session.idle(path),
    close: () => wait(session.close()),
  };
}

function patientItems<T>(source: AsyncIterable<T>, wait: Wait): AsyncIterable<T> {
  return {
    [Symbol.asyncIterator]() {
      const iterator = source[Symbol.asyncIterator]();
      return {
        next: () => wait(iterator.next()),
        // Said by a run that wants no more: it does not wait for that.
        return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}
