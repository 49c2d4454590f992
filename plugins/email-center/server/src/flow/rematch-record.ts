/** Late matching: links the past messages of a record's addresses, in the background (S1.8). */
import { formsNaming } from '../domain/intake/address-forms';
import type { RecordRef } from '../domain/intake/decide-link';
import { groupHits } from '../domain/intake/match';
import type { IntakePolicy } from '../domain/intake/policy';
import { planRematch } from '../domain/intake/rematch';
import type { AddressHit } from '../domain/intake/types';
import { MailError } from '../domain/mail/mail-error';
import { employeesBehind, type CaseEmployees } from './links/case-employees';
import type { LinkStore, MailPlace } from './links/ports';
import type { PolicySource } from './ports';

export interface RematchPorts {
  links: LinkStore;
  policies: Pick<PolicySource, 'load'>;
  employees: CaseEmployees;
}

export interface RematchRequest extends RecordRef {
  /** Normalised; null: every address the record knows. */
  addresses: readonly string[] | null;
}

export interface Rematched {
  /** Messages that name one of the addresses. */
  looked: number;
  linked: number;
}

/** Messages looked at, and linked in one transaction. */
const PAGE = 200;
/** Addresses with a detail behind a plus that are looked for of one address; nobody uses more of them. */
const DETAILED = 500;
/** Plans made for one page before giving up: an import may link the same messages at this moment. */
const ATTEMPTS = 4;

/**
 * Links what an import would link today; what is linked or was removed by a person stays as it is, so that running it
 * twice adds nothing. `progress` is told after each page and stops it by rejecting; what is linked until then stays.
 */
export async function rematchRecord(ports: RematchPorts, request: RematchRequest, progress: (done: number, total: number) => Promise<void>): Promise<Rematched> {
  await catchUp(ports.links, progress);
  const policy = await ports.policies.load();
  const hits = (await ports.links.addressesOf(request)).filter(({ address }) => request.addresses === null || request.addresses.includes(address));
  const named = await addressesNaming(ports.links, hits, policy);
  let total = 0;
  for (const address of named) total += await ports.links.countNaming(address);
  const seen = new Set<number>();
  let linked = 0;
  for (const address of named) {
    let after: MailPlace | null = null;
    for (;;) {
      const page: MailPlace[] = await ports.links.mailsNaming(address, after, PAGE);
      const fresh = page.map(({ id }) => id).filter((id) => !seen.has(id));
      for (const id of fresh) seen.add(id);
      linked += await linkPage(ports, fresh, policy, hits);
      await progress(seen.size, Math.max(total, seen.size));
      if (page.length < PAGE) break;
      after = page.at(-1) ?? null;
    }
  }
  return { looked: seen.size, linked };
}

/** Mail of former versions that was not looked through yet would else be missed. */
async function catchUp(links: LinkStore, progress: (done: number, total: number) => Promise<void>): Promise<void> {
  for (let left = await links.catchUp(PAGE); left > 0; left = await links.catchUp(PAGE)) await progress(0, left);
}

/** Whether there is anything to look at, which is cheap to know; so that entering new people starts no task for each. */
export async function hasEarlierMail(ports: Omit<RematchPorts, 'employees'>, addresses: readonly string[]): Promise<boolean> {
  if (!(await ports.links.isCaughtUp())) return true;
  const { matching } = await ports.policies.load();
  for (const known of addresses) {
    const forms = formsNaming(known, matching);
    for (const address of forms.addresses) if ((await ports.links.mailsNaming(address, null, 1)).length > 0) return true;
    if (forms.detailed !== null && (await ports.links.namedWithDetail(forms.detailed.prefix, forms.detailed.domains, 1)).length > 0) return true;
  }
  return false;
}

/** Every address that messages name and by which they would find the record, by today's options; each once. */
async function addressesNaming(links: LinkStore, hits: readonly AddressHit[], policy: Pick<IntakePolicy, 'matching'>): Promise<string[]> {
  const named = new Set<string>();
  for (const hit of hits) {
    const forms = formsNaming(hit.address, policy.matching);
    for (const address of forms.addresses) named.add(address);
    if (forms.detailed === null) continue;
    for (const address of await links.namedWithDetail(forms.detailed.prefix, forms.detailed.domains, DETAILED)) named.add(address);
  }
  return [...named];
}

async function linkPage({ links, employees }: RematchPorts, ids: readonly number[], policy: IntakePolicy, hits: readonly AddressHit[]): Promise<number> {
  if (ids.length === 0) return 0;
  for (let attempt = 1; ; attempt += 1) {
    const mails = await links.loadMails(ids);
    const changes = planRematch(mails, { policy, hits: groupHits(hits), employees: await employeesBehind(employees, mails) });
    if (changes.length === 0) return 0;
    try {
      return (await links.save(changes, null)).linked;
    } catch (error) {
      if (!(error instanceof MailError) || error.code !== 'conflict' || attempt === ATTEMPTS) throw error;
    }
  }
}
