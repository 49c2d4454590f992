import { readFileSync } from 'node:fs';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { MailError } from '../domain/mail/mail-error';

const DEFAULT = Symbol('default authorities');
const contexts = new Map<string | typeof DEFAULT, SecureContext>();

/**
 * What certificates are verified with: the authorities Node knows, and beside them those of `caFile` (PEM). Built once
 * per file, because taking in all authorities costs milliseconds of each connection. A file that cannot be read is an
 * administrator's fault and rejects with kind `tls`.
 */
export function trustedAuthorities(caFile: string | undefined): SecureContext {
  const key = caFile ?? DEFAULT;
  const known = contexts.get(key);
  if (known) return known;
  const context = createSecureContext(caFile === undefined ? {} : { ca: [...rootCertificates, readAuthorities(caFile)] });
  contexts.set(key, context);
  return context;
}

function readAuthorities(caFile: string): string {
  try {
    return readFileSync(caFile, 'utf8');
  } catch (error) {
    throw new MailError({
      kind: 'tls', code: 'tls-failed', remedier: 'administrator',
      message: `The file of trusted certificate authorities, ${caFile}, cannot be read.`, detail: String(error),
    }, { cause: error });
  }
}
