import { FORWARD_DEFAULTS, NO_GROUP, type MailAccount } from '../../server/src/domain/mail/account';

/** An active account whose settings passed the test. */
export function makeAccount(change: Partial<MailAccount> = {}): MailAccount {
  return {
    id: 'account-1', name: 'Me', address: 'me@example.com', kind: 'personal', ownerId: 1, login: 'me', importPolicy: 'all', backfillDays: 30,
    imap: { host: 'imap.example.com', port: 993, security: 'tls' }, smtp: { host: 'smtp.example.com', port: 465, security: 'tls' },
    sentMailbox: null, state: 'active', error: null, errorSince: null, testedSettings: 'passed', failures: 0, backoffUntil: null, lastSyncAt: null,
    activatedAt: '2026-03-15T10:00:00.000Z', createdAt: '2026-03-15T09:00:00.000Z', colleagues: 'nothing', marksSeen: false, group: NO_GROUP, forward: FORWARD_DEFAULTS, ...change,
  };
}
