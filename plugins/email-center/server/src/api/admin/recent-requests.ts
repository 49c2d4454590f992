/**
 * How often a person asked lately. What is asked goes to servers outside that the person names: without a bound this
 * installation could be made to knock at many doors.
 */
import { MailError } from '../../domain/mail/mail-error';

export interface RequestBound {
  /** Requests of one person ... */
  most: number;
  /** ... within so many milliseconds. */
  within: number;
  now?: () => number;
}

export class RecentRequests {
  private readonly byPerson = new Map<number, number[]>();

  constructor(private readonly bound: RequestBound) {}

  /** Counts one more. Throws `slow-down` when there were as many as allowed. */
  count(userId: number): void {
    const now = (this.bound.now ?? Date.now)();
    const since = now - this.bound.within;
    const recent = (this.byPerson.get(userId) ?? []).filter((time) => time > since);
    if (recent.length >= this.bound.most) {
      throw new MailError({ kind: 'throttled', code: 'slow-down', remedier: 'owner', message: 'That was asked very often just now: wait a minute.' });
    }
    this.byPerson.set(userId, [...recent, now]);
    this.forgetOld(since);
  }

  private forgetOld(since: number): void {
    for (const [userId, times] of this.byPerson) if (times.every((time) => time <= since)) this.byPerson.delete(userId);
  }
}
