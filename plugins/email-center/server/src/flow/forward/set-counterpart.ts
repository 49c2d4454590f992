/** A person says who a message that needs a look is from, or to; it is then filed as if that had been read out of it. */
import { addressesToMatch, groupHits } from '../../domain/intake/match';
import { planRematch } from '../../domain/intake/rematch';
import { readAs } from '../../domain/intake/as-read';
import type { StoredMail } from '../../domain/intake/stored-mail';
import type { Direction } from '../../domain/intake/types';
import { NO_AUTHENTICATION } from '../../domain/intake/authentication';
import { normalizeAddress } from '../../domain/mail/address';
import type { FiledForward } from '../../domain/mail/forwarded';
import { MailError } from '../../domain/mail/mail-error';
import { because, inEnglish } from '../../domain/mail/reason';
import type { LinkStore } from '../links/ports';
import type { AddressIndex, PolicySource } from '../ports';
import type { WorkStore } from '../work';

export interface LookStore {
  /** The open work of a message that somebody has to look at; null: there is none. */
  findOpen(messageId: number): Promise<{ workId: number; accountId: string } | null>;
  /** Forward accounts that were not removed, by name. */
  listForward(): Promise<{ id: string; name: string; address: string }[]>;
  /** Every forward account there is or was, with all the addresses it has or had. */
  forwardAccounts(): Promise<{ id: string; addresses: string[] }[]>;
  /** What the message is filed as from now on, in one transaction. */
  save(messageId: number, accountId: string, filed: { forwarded: FiledForward; counterpart: string }): Promise<void>;
}

export interface CounterpartPorts {
  looks: LookStore;
  links: LinkStore;
  addresses: AddressIndex;
  policies: Pick<PolicySource, 'load'>;
  work: WorkStore;
}

/** Resolves with the number of records it was linked to. Rejects with `not-found`, `invalid-input`, or `conflict` when nobody has to look at it any more. */
export async function setCounterpart(ports: CounterpartPorts, documentId: string, said: { address: string; direction: Direction }, userId: number): Promise<{ linked: number }> {
  const counterpart = normalizeAddress(said.address);
  if (counterpart === null) throw refusal('invalid-input', 'This is not a mail address.');
  const id = await ports.links.findMail(documentId);
  const [mail] = id === null ? [] : await ports.links.loadMails([id]);
  if (mail === undefined) throw refusal('not-found', 'There is no such message.');
  const open = await ports.looks.findOpen(mail.id);
  if (open === null) throw refusal('conflict', 'Nobody has to look at this message any more.');
  await ports.looks.save(mail.id, open.accountId, { forwarded: asSaid(mail, counterpart, said.direction), counterpart });
  const linked = await linkAnew(ports, mail.id, userId);
  await ports.work.change(open.workId, userId, (work) => work.state === 'done' ? { unchanged: true } : {
    change: { state: 'done', handlerId: userId }, event: { kind: 'done', from: work.handlerId, to: userId, note: said.direction === 'incoming' ? `From ${counterpart}` : `To ${counterpart}` },
  });
  return { linked };
}

function asSaid({ headers }: StoredMail, counterpart: string, direction: Direction): FiledForward {
  const party = { name: '', address: counterpart };
  return {
    style: 'by-hand', direction, from: direction === 'incoming' ? [party] : headers.from, to: direction === 'incoming' ? [] : [party], cc: [], subject: headers.subject, date: headers.date,
    why: inEnglish([because('set-by-hand')]), reasons: [because('set-by-hand')], by: headers.from[0] ?? null, authentication: NO_AUTHENTICATION,
  };
}

async function linkAnew({ links, addresses, policies }: CounterpartPorts, id: number, userId: number): Promise<number> {
  const [mails, policy] = [await links.loadMails([id]), await policies.load()];
  const named = mails.flatMap(({ headers }) => {
    const read = readAs('inbox', headers);
    return addressesToMatch(read.role, read.headers, policy.matching);
  });
  const changes = planRematch(mails, { policy, hits: groupHits(await addresses.find(named)), employees: [] });
  if (changes.length > 0) await links.save(changes, userId);
  return changes.length;
}

function refusal(code: 'invalid-input' | 'not-found' | 'conflict', message: string): MailError {
  return new MailError({ kind: code === 'conflict' ? 'transient' : 'malformed', code, message, remedier: 'owner', ...(code === 'invalid-input' ? { field: 'address' } : {}) });
}
