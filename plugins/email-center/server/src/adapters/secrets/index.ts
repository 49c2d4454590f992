/** Encryption of account secrets at rest: AES-256-GCM, several keys by version, bound to the account (AAD). */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { MailError } from '../../domain/mail/mail-error';
import type { Secrets } from '../../flow/ports';

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * `keys` is `VERSION:BASE64KEY[,VERSION:BASE64KEY...]`, each key 32 octets; the highest version encrypts, every listed
 * one decrypts. Throws a MailError with the remedy when there is no key, or one that is malformed, of the wrong length or
 * listed twice: without a key the email center must not start.
 *
 * A sealed secret is `VERSION.NONCE.TAG.CIPHERTEXT`, the last three in base64url. `boundTo` (account id and purpose) is
 * authenticated with it: a secret copied to another account does not open there.
 */
export function createSecrets(keys: string): Secrets {
  const byVersion = readKeys(keys);
  const newest = Math.max(...byVersion.keys());
  return {
    encrypt: (plain, boundTo) => seal(newest, keyOf(byVersion, newest), plain, boundTo),
    decrypt: (sealed, boundTo) => open(byVersion, sealed, boundTo),
    isStale: (sealed) => Number(sealed.split('.', 1)[0]) !== newest,
  };
}

function readKeys(keys: string): Map<number, Buffer> {
  const byVersion = new Map<number, Buffer>();
  for (const entry of keys.split(',').map((part) => part.trim()).filter((part) => part !== '')) {
    const [, version, encoded] = /^(\d{1,9}):([A-Za-z0-9+/_-]+={0,2})$/.exec(entry) ?? [];
    if (version === undefined || encoded === undefined) throw badKeys('One of the keys is not of the form NUMBER:BASE64.');
    const key = Buffer.from(encoded, 'base64');
    if (key.length !== KEY_BYTES) throw badKeys(`Key ${version} has ${key.length} octets instead of ${KEY_BYTES}.`);
    if (byVersion.has(Number(version))) throw badKeys(`Key ${version} is listed twice.`);
    byVersion.set(Number(version), key);
  }
  if (byVersion.size === 0) throw badKeys('There is none.');
  return byVersion;
}

function badKeys(what: string): MailError {
  return new MailError({
    kind: 'bug', code: 'invalid-input', remedier: 'administrator',
    message: `The email center needs a key to encrypt the passwords of mail accounts. ${what} Set EMAIL_CENTER_KEYS to 1: followed by 32 random octets in base64 (openssl rand -base64 32).`,
  });
}

function keyOf(byVersion: ReadonlyMap<number, Buffer>, version: number): Buffer {
  const key = byVersion.get(version);
  if (!key) throw unreadable(`key ${version} is not configured`);
  return key;
}

function seal(version: number, key: Buffer, plain: string, boundTo: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo, 'utf8'));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return [String(version), ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
}

function open(byVersion: ReadonlyMap<number, Buffer>, sealed: string, boundTo: string): string {
  const [version, nonce, tag, text, ...rest] = sealed.split('.');
  if (version === undefined || nonce === undefined || tag === undefined || text === undefined || rest.length > 0) throw unreadable('not a sealed secret');
  const key = keyOf(byVersion, Number(version));
  try {
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64url'), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(boundTo, 'utf8')).setAuthTag(Buffer.from(tag, 'base64url'));
    return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
  } catch (error) {
    throw unreadable('it was changed, belongs to another account, or was made with another key of this number', error);
  }
}

function unreadable(detail: string, cause?: unknown): MailError {
  return new MailError({
    kind: 'auth', code: 'secret-unreadable', remedier: 'administrator', detail,
    message: 'The stored password cannot be read. Put back the key it was made with (EMAIL_CENTER_KEYS), or enter the password again.',
  }, { cause });
}
