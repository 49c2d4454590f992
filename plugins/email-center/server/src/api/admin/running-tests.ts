/**
 * The tests of accounts that run in this process. Each keeps connections to a server that a person chose: without a bound
 * they could be used to knock at many doors of a network at once.
 */
import { MailError } from '../../domain/mail/mail-error';

/** Tests that one person may have running at the same time. */
export const TESTS_PER_PERSON = 3;

interface RunningTest {
  userId: number;
  /** Aborted when nobody watches any more. */
  signal: AbortSignal;
  ended: Promise<void>;
}

export class RunningTests {
  private readonly byAccount = new Map<string, RunningTest>();

  /**
   * Takes the place of a test and resolves with how to leave it. One that was given up for the same account is awaited.
   * Rejects with `conflict` when the account is being tested, with `slow-down` when the person has too many running.
   */
  async begin(accountId: string, userId: number, signal: AbortSignal): Promise<() => void> {
    const earlier = this.byAccount.get(accountId);
    if (earlier?.signal.aborted) await earlier.ended;
    if (this.byAccount.has(accountId)) {
      throw new MailError({ kind: 'malformed', code: 'conflict', remedier: 'owner', message: 'This mail account is being tested already: wait for the end of that test.' });
    }
    const own = [...this.byAccount.values()].filter((test) => test.userId === userId);
    if (own.length >= TESTS_PER_PERSON) {
      throw new MailError({ kind: 'throttled', code: 'slow-down', remedier: 'owner', message: `You have ${TESTS_PER_PERSON} tests running already: wait for the end of one.` });
    }
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    this.byAccount.set(accountId, { userId, signal, ended });
    return () => {
      this.byAccount.delete(accountId);
      end();
    };
  }
}
