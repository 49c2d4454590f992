/** The .env file: what is missing is generated and added, what is there is never changed. */
import { randomBytes } from 'node:crypto';
import { appendFileSync, chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** @param {number} [octets] */
const secret = (octets = 32) => randomBytes(octets).toString('base64');

/** A password that satisfies the panel's rules (lower case, upper case, digit). */
export const newPassword = () => `${randomBytes(9).toString('base64url')}-aA1`;

const GENERATED = /** @type {[string, string, () => string][]} */ ([
  ['APP_KEYS', 'Secrets of Strapi', () => `${secret()},${secret()}`],
  ['API_TOKEN_SALT', '', secret],
  ['ADMIN_JWT_SECRET', '', secret],
  ['TRANSFER_TOKEN_SALT', '', secret],
  ['ENCRYPTION_KEY', '', secret],
  ['JWT_SECRET', '', secret],
  ['EMAIL_CENTER_KEYS', 'Encrypts the passwords of mail accounts: keep a copy, without it they must be typed again', () => `1:${secret()}`],
  ['STRAPI_TELEMETRY_DISABLED', 'Nothing is reported to anybody', () => 'true'],
  ['QUICKSTART_ADMIN_EMAIL', 'The first administrator', () => 'admin@example.com'],
  ['QUICKSTART_ADMIN_PASSWORD', '', newPassword],
]);

/** @param {string} text @returns {Record<string, string>} */
export function parseEnvironment(text) {
  const rows = text.split('\n').map((line) => /^\s*([A-Z0-9_]+)\s*=\s*(.*?)\s*$/.exec(line)).filter((match) => match !== null);
  return Object.fromEntries(rows.map(([, name, value]) => [name, String(value).replace(/^(["'])(.*)\1$/, '$2')]));
}

/** @param {string} root @returns {Record<string, string>} */
export function readEnvironment(root) {
  const file = path.join(root, '.env');
  return existsSync(file) ? parseEnvironment(readFileSync(file, 'utf8')) : {};
}

/** @param {string} root @param {[string, string][]} rows name or comment, value */
function addRows(root, rows) {
  const file = path.join(root, '.env');
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  appendFileSync(file, gap + rows.map(([name, value]) => (name.startsWith('#') ? `${name}\n` : `${name}=${value}\n`)).join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
}

/**
 * @param {string} root
 * @returns {{ added: string[], environment: Record<string, string> }} what was added, and everything: the process's own variables win
 */
export function completeEnvironment(root) {
  const present = { ...readEnvironment(root), ...process.env };
  const missing = GENERATED.filter(([name]) => (present[name] ?? '') === '');
  if (missing.length > 0) addRows(root, missing.flatMap(([name, comment, make]) => /** @type {[string, string][]} */ ([...(comment === '' ? [] : [[`# ${comment}`, '']]), [name, make()]])));
  return { added: missing.map(([name]) => name), environment: currentEnvironment(root) };
}

/** @param {string} root @returns {Record<string, string>} */
export function currentEnvironment(root) {
  const own = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));
  return /** @type {Record<string, string>} */ ({ ...readEnvironment(root), ...own });
}

/** Adds one setting that was found out. @param {string} root @param {string} name @param {string} value */
export const rememberSetting = (root, name, value) => addRows(root, [[name, value]]);
