import { describe, expect, it } from 'vitest';
import { MailError } from '../../domain/mail/mail-error';
import { createSecrets } from './index';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const codeOf = (run: () => unknown): string | null => {
  try {
    run();
    return null;
  } catch (error) {
    return error instanceof MailError ? error.code : 'not a MailError';
  }
};

describe('secrets at rest', () => {
  const secrets = createSecrets(`1:${key(1)}`);

  it('reads what it wrote and never shows it', () => {
    const sealed = secrets.encrypt('pässwörd', 'account-a password');
    expect(sealed).not.toContain('ssw');
    expect(secrets.decrypt(sealed, 'account-a password')).toBe('pässwörd');
  });
  it('seals the same text differently each time', () => {
    expect(secrets.encrypt('x', 'a')).not.toBe(secrets.encrypt('x', 'a'));
  });
  it('does not open a secret copied to another account', () => {
    expect(codeOf(() => secrets.decrypt(secrets.encrypt('x', 'account-a'), 'account-b'))).toBe('secret-unreadable');
  });
  it('does not open a secret of which any octet was changed', () => {
    const sealed = secrets.encrypt('secret', 'a');
    for (let index = 2; index < sealed.length - 1; index += 1) {
      const other = sealed[index] === 'A' ? 'Q' : 'A';
      expect(codeOf(() => secrets.decrypt(sealed.slice(0, index) + other + sealed.slice(index + 1), 'a'))).toBe('secret-unreadable');
    }
  });
  it('does not open what is no sealed secret', () => {
    for (const sealed of ['', '1', '1.a.b', '1.a.b.c', '1.a.b.c.d', 'secret']) expect(codeOf(() => secrets.decrypt(sealed, 'a'))).toBe('secret-unreadable');
  });
  it('encrypts with the highest key and still reads the older ones', () => {
    const rotated = createSecrets(`1:${key(1)}, 2:${key(2)}`);
    const old = secrets.encrypt('x', 'a');
    expect(rotated.decrypt(old, 'a')).toBe('x');
    expect(rotated.isStale(old)).toBe(true);
    expect(rotated.isStale(rotated.encrypt('x', 'a'))).toBe(false);
  });
  it('says so when the key of a secret is gone', () => {
    expect(codeOf(() => createSecrets(`2:${key(2)}`).decrypt(secrets.encrypt('x', 'a'), 'a'))).toBe('secret-unreadable');
  });
  it.each(['', ' , ', `1:${Buffer.alloc(16).toString('base64')}`, 'abc', `1:${key(1)},1:${key(2)}`, key(1)])('refuses to start with keys %j and names the remedy', (keys) => {
    expect(() => createSecrets(keys)).toThrow(/EMAIL_CENTER_KEYS/);
  });
});
