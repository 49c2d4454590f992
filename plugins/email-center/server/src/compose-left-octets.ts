/** Keeping the folder of originals free of mail that is not kept. */
import type { Parts } from './build-application';
import { MailError } from './domain/mail/mail-error';
import { discardLeft } from './flow/left-octets/discard-left';

/** Between two looks for what can be discarded, milliseconds. */
const LOOK_EVERY = 600_000;

/** Looks at once, because a process that died may have left much behind, and then regularly; ends with the signal. */
export function discardRegularly(parts: Pick<Parts, 'leftOctets' | 'blobs' | 'clock' | 'logger'>, stopping: AbortSignal): void {
  const { clock, logger } = parts;
  const look = async (): Promise<void> => {
    const discarded = await discardLeft(parts, stopping);
    if (discarded > 0) logger.info('Originals of mail that is not kept were discarded.', { originals: discarded });
  };
  const failed = (error: unknown): void => {
    if (!stopping.aborted) logger.warn('Originals of mail that is not kept could not be discarded; it is tried again.', { error: MailError.wrap(error).toJSON() });
  };
  let looking = look().catch(failed);
  const cancel = clock.every(LOOK_EVERY, () => {
    looking = looking.then(look).catch(failed);
  });
  stopping.addEventListener('abort', cancel, { once: true });
}
