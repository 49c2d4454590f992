import { describe, expect, it } from 'vitest';
import { MailError, type MailErrorData } from '../domain/mail/mail-error';
import { publicError, statusOf } from './edge';

const error = (kind: MailErrorData['kind'], code: MailErrorData['code']): MailErrorData => ({ kind, code, message: '', remedier: 'owner' });

describe('an error of the application', () => {
  it.each([
    ['auth', 'wrong-password', 422],
    ['tls', 'tls-expired', 422],
    ['malformed', 'not-found', 404],
    ['malformed', 'conflict', 409],
    ['malformed', 'message-unreadable', 422],
    ['throttled', 'slow-down', 429],
    ['transient', 'no-answer', 503],
    ['transient', 'disk-full', 507],
    ['transient', 'database-busy', 503],
    ['bug', 'bug', 500],
  ] as const)('of kind %s and code %s is answered with %i', (kind, code, status) => {
    expect(statusOf(error(kind, code))).toBe(status);
  });

  it('keeps its sentence when it is known, whoever has to fix it', () => {
    const conflict = new MailError({ kind: 'bug', code: 'conflict', message: 'Test the account first.', remedier: 'owner' });
    expect(publicError(conflict).message).toBe('Test the account first.');
  });

  it('that is a bug tells a client nothing of its inner life', () => {
    const bug = MailError.wrap(new Error('select secret from accounts'));
    expect(JSON.stringify(publicError(bug))).not.toContain('secret');
  });
});
