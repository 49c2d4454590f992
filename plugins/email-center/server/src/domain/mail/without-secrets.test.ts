import { describe, expect, it } from 'vitest';
import { MailError } from './mail-error';
import { errorWithoutSecrets, withoutSecrets } from './without-secrets';

const credentials = { login: 'anna@test.local', password: 'p/ä+ "s3cret\\ %' };
const { login, password } = credentials;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('what a server repeats of a password is taken out', () => {
  it.each([
    ['as it is', password],
    ['as octets', Buffer.from(password).toString('latin1')],
    ['in a quoted string', 'p/ä+ \\"s3cret\\\\ %'],
    ['percent-encoded', encodeURIComponent(password)],
    ['percent-encoded in small letters', encodeURIComponent(password).toLowerCase()],
    ['in base64, as AUTH LOGIN sends it', base64(password)],
    ['in base64 without padding', base64(password).replace(/=+$/, '')],
    ['in base64 for addresses', Buffer.from(password).toString('base64url')],
    ['in base64, as AUTH PLAIN sends it', base64(`\0${login}\0${password}`)],
    ['in base64 with an authorization identity', base64(`${login}\0${login}\0${password}`)],
    ['in base64 with another login around it', base64(`\0somebody\0${password}\r\n`)],
  ])('%s', (_title, echo) => {
    expect(withoutSecrets(`cannot decode ${echo} here`, credentials)).toBe('cannot decode *** here');
  });

  it('where it is run together with other words', () => {
    expect(withoutSecrets(`x${base64(`\0${login}\0${password}`)}`, credentials)).toBe('x***');
    expect(withoutSecrets('user=anna&pass=secret;', { login, password: 'secret' })).toBe('user=anna&pass=***;');
  });

  it('at every place, and nothing else is touched', () => {
    expect(withoutSecrets('secret, secret: Temporary authentication failure [UNAVAILABLE] 100% of anna@test.local', { login, password: 'secret' }))
      .toBe('***, ***: Temporary authentication failure [UNAVAILABLE] 100% of anna@test.local');
    expect(withoutSecrets('Invalid credentials', { login, password: '' })).toBe('Invalid credentials');
  });

  it('whatever characters the password is made of', () => {
    for (const odd of ['.*', '$&', '(', '[a-z]', '\\', '***', '\ud800', '密码', 'a b']) {
      expect(withoutSecrets(`bad ${base64(`\0${login}\0${odd}`)} and ${base64(odd)}`, { login, password: odd })).not.toContain(base64(`\0${login}\0${odd}`));
    }
  });
});

describe('an error', () => {
  const error = (detail: string): MailError => new MailError({ kind: 'auth', code: 'wrong-password', message: 'The server secret.example.com did not accept it.', remedier: 'owner', detail }, { cause: new Error(detail) });

  it('loses the secret and the cause that holds it, and stays what it was', () => {
    const found = errorWithoutSecrets(error('bad secret'), { login, password: 'secret' });
    expect(found.toJSON()).toEqual({ kind: 'auth', code: 'wrong-password', message: 'The server secret.example.com did not accept it.', remedier: 'owner', detail: 'bad ***' });
    expect(found.cause).toBeUndefined();
  });
  it('is left alone when there is no secret in it', () => {
    const harmless = error('no');
    expect(errorWithoutSecrets(harmless, { login, password: 'secret' })).toBe(harmless);
  });
  it('nobody foresaw has somebody else\'s sentence, and the secret may be in it', () => {
    expect(JSON.stringify(errorWithoutSecrets(MailError.wrap(new Error('odd: secret')), { login, password: 'secret' }))).not.toContain('secret');
  });
});
