/** A person links a message to a record, removes a link, or takes the removal back. */
import { decideLinkByHand, decideRestore, decideTakeBack, decideUnlink, reasonByHand, type KnownLink, type LinkChange } from '../../domain/intake/decide-link';
import { makesActivity } from '../../domain/intake/decide-filter';
import { recordKey } from '../../domain/intake/match';
import { activityOf, type StoredMail } from '../../domain/intake/stored-mail';
import { MailError } from '../../domain/mail/mail-error';
import type { Clock, PolicySource } from '../ports';
import type { LinkStore, RecordRef } from './ports';

export interface LinkByHandPorts {
  links: LinkStore;
  policies: Pick<PolicySource, 'load'>;
  clock: Clock;
}

export interface LinkRequest {
  /** documentId of the message; whether the person may read it, and the record, was asked before. */
  message: string;
  record: RecordRef;
  userId: number;
}

/** Decisions made for one request before giving up: the link may be changed by an import at the same moment. */
const ATTEMPTS = 4;

/** Links, or brings a removed link back; with `restore` as what it was before it was removed. Nothing to do is no failure. */
export async function linkByHand(ports: LinkByHandPorts, request: LinkRequest & { restore: boolean }): Promise<void> {
  const { automatic } = await ports.policies.load();
  await change(ports, request, (known, mail) => {
    const reason = reasonByHand(request.userId, ports.clock.now().toISOString());
    const decided = request.restore ? decideRestore(known) : decideLinkByHand(known, request.record, reason);
    if (decided === null) return null;
    // What a person links is meant to be seen on the record, whatever a setting says of its kind.
    const shown = decided.manual || makesActivity(automatic, mail.automatic);
    return { ...decided, activity: shown ? activityOf(mail, request.record) : null };
  });
}

/**
 * Removes the link and its activity; a tombstone stays, so that no import and no late matching brings it back. With `undo`
 * it takes back a link of this person's own, and what was before is again.
 */
export async function unlinkByHand(ports: LinkByHandPorts, request: LinkRequest & { undo: boolean }): Promise<void> {
  const { automatic } = await ports.policies.load();
  await change(ports, request, (known, mail) => {
    const decided = request.undo ? decideTakeBack(known, request.userId) : decideUnlink(known);
    if (decided === null) return null;
    return { ...decided, activity: decided.state === 'active' && makesActivity(automatic, mail.automatic) ? activityOf(mail, request.record) : null };
  });
}

type Decided = LinkChange & { activity: ReturnType<typeof activityOf> | null };

async function change(ports: LinkByHandPorts, request: LinkRequest, decide: (known: KnownLink | undefined, mail: StoredMail) => Decided | null): Promise<void> {
  const id = await ports.links.findMail(request.message);
  if (id === null) throw gone();
  for (let attempt = 1; ; attempt += 1) {
    const [mail] = await ports.links.loadMails([id]);
    if (mail === undefined) throw gone();
    const decided = decide(mail.links.find((link) => recordKey(link) === recordKey(request.record)), mail);
    if (decided === null) return;
    try {
      await ports.links.save([{ ...decided, messageId: id }], request.userId);
      return;
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'conflict' || attempt === ATTEMPTS) throw error;
    }
  }
}

function gone(): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such message.', remedier: 'owner' });
}
