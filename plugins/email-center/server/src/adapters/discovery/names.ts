import { CANCELLED, TIMEOUT, Resolver } from 'node:dns/promises';
import { CANCELLED as CALLED_OFF, connectionFailure } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { NameService } from '../../flow/discovery/ports';

export interface NameServiceOptions {
  /** `address` or `address:port` of name servers; those of the system when left out. */
  servers?: readonly string[];
}

/** Per try; the whole is bounded by whoever asks. */
const TRY_WITHIN = 1_500;
const TRIES = 2;
/** No such name, and a name without such records. */
const NO_NAME = new Set(['ENOTFOUND', 'ENONAME']);
const NO_RECORDS = 'ENODATA';

/** SRV and MX records by the name service of the system. */
export function createNameService({ servers }: NameServiceOptions = {}): NameService {
  /** A resolver per question: calling one off ends all questions of a resolver. */
  const ask = async <T>(name: string, signal: AbortSignal, question: (resolver: Resolver) => Promise<T>): Promise<T | 'no-name' | 'no-records'> => {
    if (signal.aborted) throw new MailError(CALLED_OFF);
    const resolver = new Resolver({ timeout: TRY_WITHIN, tries: TRIES });
    if (servers !== undefined) resolver.setServers(servers);
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await question(resolver);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (NO_NAME.has(code)) return 'no-name';
      if (code === NO_RECORDS) return 'no-records';
      throw failureOf(code, name, error);
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  };
  return {
    async services(name, signal) {
      const records = await ask(name, signal, (resolver) => resolver.resolveSrv(name));
      return typeof records === 'string' ? [] : records.map(({ name: target, port, priority, weight }) => ({ target: target === '' ? '.' : target, port, priority, weight }));
    },
    async exchanges(domain, signal) {
      const records = await ask(domain, signal, (resolver) => resolver.resolveMx(domain));
      if (records === 'no-name') return null;
      return records === 'no-records' ? [] : records;
    },
  };
}

function failureOf(code: string, name: string, error: unknown): MailError {
  if (code === CANCELLED) return new MailError(CALLED_OFF);
  // Whatever a name server says or does not say instead of an answer, the name is not known to be missing.
  return new MailError(connectionFailure('EAI_AGAIN', { host: name, port: 53 }, code === TIMEOUT ? 'no answer' : String(error))!, { cause: error });
}
