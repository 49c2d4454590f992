import { MailError } from '../../domain/mail/mail-error';
import { discardFiles, type DraftFilePorts } from './draft-files';

/** Throws an open draft away with its files; rejects with `not-found` when there is none. */
export async function discardDraft(ports: Pick<DraftFilePorts, 'drafts' | 'draftBlobs' | 'logger'>, userId: number, id: string): Promise<void> {
  const files = await ports.drafts.remove(userId, id);
  if (files === null) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such draft. It may have been sent or thrown away elsewhere.', remedier: 'owner' });
  await discardFiles(ports, files);
}
