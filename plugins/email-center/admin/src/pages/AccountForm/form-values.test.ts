import { describe, expect, it } from 'vitest';
import { checkChange, checkNew, emptyGroup, emptyValues, needsPassword, OTHER, withAddress, withProvider, withSecurity } from './form-values';

const gmx = {
  id: 'gmx', name: 'GMX', domains: ['gmx.de'], hint: null,
  imap: { host: 'imap.gmx.net', port: 993, security: 'tls' as const }, smtp: { host: 'mail.gmx.net', port: 587, security: 'starttls' as const },
};

describe('typing an address', () => {
  it('fills in the servers of a known domain', () => {
    const values = withAddress(emptyValues, 'anna@GMX.de', [gmx]);
    expect(values).toMatchObject({ provider: 'gmx', imap: gmx.imap, smtp: gmx.smtp });
  });
  it('carries the login along until it was typed by hand', () => {
    const first = withAddress(emptyValues, 'anna@example.com', []);
    expect(first.login).toBe('anna@example.com');
    expect(withAddress({ ...first, login: 'anna' }, 'anna@example.org', []).login).toBe('anna');
  });
  it('does not overwrite servers that were typed by hand', () => {
    const typed = { ...emptyValues, provider: OTHER, imap: { ...emptyValues.imap, host: 'mail.own.example' } };
    expect(withAddress(typed, 'anna@gmx.de', [gmx]).imap.host).toBe('mail.own.example');
  });
});

describe('choosing the encryption', () => {
  it('moves the usual port along and leaves an unusual one', () => {
    expect(withSecurity({ host: '', port: 993, security: 'tls' }, 'imap', 'starttls').port).toBe(143);
    expect(withSecurity({ host: '', port: 10993, security: 'tls' }, 'imap', 'starttls').port).toBe(10993);
    expect(withSecurity({ host: '', port: 587, security: 'starttls' }, 'smtp', 'tls').port).toBe(465);
  });
});

describe('what is sent', () => {
  const filled = { ...withProvider(emptyValues, gmx), address: 'anna@gmx.de', login: 'anna@gmx.de', password: 'secret' };
  it('names the account by its address when no name was given', () => {
    expect(checkNew(filled)).toMatchObject({ ok: true, input: { name: 'anna@gmx.de', sentMailbox: null } });
  });
  it('names every wrong field', () => {
    const checked = checkNew({ ...filled, address: 'anna', password: '', backfillDays: 31, imap: { ...filled.imap, host: 'https://x', port: undefined } });
    expect(checked).toEqual({ ok: false, errors: { address: true, password: true, backfillDays: true, 'imap.host': true, 'imap.port': true } });
  });
  it('leaves the stored password alone when none was typed', () => {
    const saved = { ...filled, password: '' };
    const checked = checkChange({ ...saved, name: 'Anna', address: 'anna.b@gmx.de', imap: { ...saved.imap, host: ' IMAP.gmx.net' } }, saved);
    expect(checked.ok).toBe(true);
    expect(checked.ok && 'password' in checked.input).toBe(false);
  });
  it('shares nothing with colleagues unless it was chosen, and says nothing of it unless it was changed', () => {
    expect(checkNew(filled)).toMatchObject({ ok: true, input: { colleagues: 'nothing' } });
    expect(checkNew({ ...filled, colleagues: 'subject' })).toMatchObject({ ok: true, input: { colleagues: 'subject' } });
    const saved = { ...filled, password: '', colleagues: 'metadata' as const };
    expect(JSON.stringify(checkChange({ ...saved, name: 'Anna' }, saved))).not.toContain('colleagues');
    expect(checkChange({ ...saved, colleagues: 'nothing' }, saved)).toMatchObject({ ok: true, input: { colleagues: 'nothing' } });
  });
  it('writes nothing to the mail server unless it was chosen, says nothing of it unless it was changed, and never of what is no personal account', () => {
    expect(checkNew(filled)).toMatchObject({ ok: true, input: { marksSeen: false } });
    const saved = { ...filled, password: '', marksSeen: true };
    expect(JSON.stringify(checkChange({ ...saved, name: 'Anna' }, saved))).not.toContain('marksSeen');
    expect(checkChange({ ...saved, marksSeen: false }, saved)).toMatchObject({ ok: true, input: { marksSeen: false } });
    expect(JSON.stringify(checkNew({ ...filled, marksSeen: null, group: emptyGroup }))).not.toContain('marksSeen');
  });
  it('needs the password again for another server or login', () => {
    const saved = { ...filled, password: '' };
    const changes = [{ login: 'bert' }, { imap: { ...saved.imap, host: 'imap.example.com' } }, { smtp: { ...saved.smtp, port: 465 } }, { imap: { ...saved.imap, security: 'starttls' as const } }];
    for (const change of changes) {
      expect(needsPassword({ ...saved, ...change }, saved)).toBe(true);
      expect(checkChange({ ...saved, ...change }, saved)).toEqual({ ok: false, errors: { password: true } });
      expect(checkChange({ ...saved, ...change, password: 'secret' }, saved).ok).toBe(true);
    }
  });
});
