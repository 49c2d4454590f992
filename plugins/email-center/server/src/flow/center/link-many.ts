/** Links of many messages to one record by hand: the same decisions as for one message, written together. */
import type { BulkResult } from '../../../../shared/contracts';
import { makesActivity } from '../../domain/intake/decide-filter';
import { decideLinkByHand, decideRestore, decideTakeBack, decideUnlink, reasonByHand, type KnownLink, type LinkChange, type RecordRef } from '../../domain/intake/decide-link';
import { recordKey } from '../../domain/intake/match';
import type { MailLinkChange } from '../../domain/intake/rematch';
import { activityOf, type StoredMail } from '../../domain/intake/stored-mail';
import { MailError } from '../../domain/mail/mail-error';
import type { CenterPorts } from './center';
import { GONE, targetsOf, tell } from './set-states';
import type { CenterViewer } from './viewer';

export interface LinkManyRequest {
  ids: readonly string[];
  record: RecordRef;
  how: 'link' | 'unlink';
  undo: boolean;
}

type Ports = Pick<CenterPorts, 'centerStores' | 'links' | 'policies' | 'clock' | 'notifier'>;

/** Decisions made before giving up: a link may be changed by an import at the same moment. */
const ATTEMPTS = 4;
/** Messages written in one transaction, so that nobody waits long for it. */
const PIECE = 100;
const PARTLY = 'Only a part of this message is shared with you.';

/** One that is linked already, or was not linked, is as the person wanted it. */
export async function linkMany(ports: Ports, viewer: CenterViewer, request: LinkManyRequest): Promise<BulkResult> {
  const found = await targetsOf(ports, viewer, request.ids);
  const refused = new Map(request.ids.filter((id) => !found.has(id)).map((id) => [id, GONE]));
  for (const { documentId, whole } of found.values()) if (!whole) refused.set(documentId, PARTLY);
  const ids = [...found.values()].filter(({ documentId }) => !refused.has(documentId)).map(({ id }) => id);
  for (let start = 0; start < ids.length; start += PIECE) await change(ports, viewer.userId, ids.slice(start, start + PIECE), request);
  return tell(ports, viewer, request.ids, refused, true);
}

async function change(ports: Ports, userId: number, ids: readonly number[], request: LinkManyRequest): Promise<void> {
  const { automatic } = await ports.policies.load();
  for (let attempt = 1; ; attempt += 1) {
    const changes = (await ports.links.loadMails(ids)).flatMap((mail): MailLinkChange[] => {
      const decided = decide(mail, userId, request, ports.clock.now().toISOString());
      if (decided === null) return [];
      // What a person links is meant to be seen on the record, whatever a setting says of its kind.
      const shown = decided.state === 'active' && (decided.manual || makesActivity(automatic, mail.automatic));
      return [{ ...decided, messageId: mail.id, activity: shown ? activityOf(mail, request.record) : null }];
    });
    try {
      await ports.links.save(changes, userId);
      return;
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'conflict' || attempt === ATTEMPTS) throw error;
    }
  }
}

function decide(mail: StoredMail, userId: number, { record, how, undo }: LinkManyRequest, at: string): LinkChange | null {
  const known: KnownLink | undefined = mail.links.find((link) => recordKey(link) === recordKey(record));
  if (how === 'unlink') return undo ? decideTakeBack(known, userId) : decideUnlink(known);
  return undo ? decideRestore(known) : decideLinkByHand(known, record, reasonByHand(userId, at));
}
