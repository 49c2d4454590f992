/** Who may send from an account, and whether it can send now. */
import type { MailAccount } from '../mail/account';
import type { MailErrorData } from '../mail/mail-error';

/** Intake and forward accounts only take mail in: they never send. */
export function decideSends(kind: MailAccount['kind']): boolean {
  return kind === 'personal' || kind === 'group';
}

/** Whether a person sends from it, given the right to send: the owner from a personal account, the members from a group. */
export function decideMaySendFrom(userId: number, account: Pick<MailAccount, 'kind' | 'ownerId'> & { group: Pick<MailAccount['group'], 'members'> }): boolean {
  if (!decideSends(account.kind)) return false;
  return account.kind === 'group' ? account.group.members.includes(userId) : account.ownerId === userId;
}

/**
 * Null: its settings passed the test, so that it can send, also while its import is paused by a person. Else why not: what is queued
 * waits until that is put right.
 */
export function decideReady(account: Pick<MailAccount, 'state' | 'testedSettings' | 'error'>): MailErrorData | null {
  if (account.state === 'stopped') return account.error ?? untested();
  return account.state === 'draft' || account.testedSettings === null ? (account.error ?? untested()) : null;
}

function untested(): MailErrorData {
  return { kind: 'auth', code: 'login-refused', remedier: 'owner', message: 'This mail account sends nothing until its settings pass the test: open the account and test it.' };
}
