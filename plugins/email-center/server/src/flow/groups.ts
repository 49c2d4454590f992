/** Groups: who can be a member, who gets a new message, and what becomes of the work of those who leave. */
import type { AccountDto, CreateAccountInput, GroupPerson, UpdateAccountInput } from '../../../shared/contracts';
import type { GroupContext } from '../domain/intake/group';
import { formsOf } from '../domain/intake/address-forms';
import type { ThreadHeaders } from '../domain/intake/thread';
import { normalizeAddress } from '../domain/mail/address';
import type { GroupOptions, MailAccount } from '../domain/mail/account';
import { MailError } from '../domain/mail/mail-error';
import { because, inEnglish, type Reason } from '../domain/mail/reason';
import type { FetchedMail, Logger, PolicySource } from './ports';
import type { WorkStore } from './work';

export interface GroupStore {
  /** The group as it is now, with whose turn it was last and how much open work each has. */
  loadRound(accountId: string): Promise<GroupOptions & { lastAssigned: number | null; open: Map<number, number> }>;
  /** The conversation each of these messages will belong to, by identity, and who works on each in this account. */
  loadThreads(accountId: string, mails: readonly { identity: string; headers: ThreadHeaders }[]): Promise<{ threads: Map<string, string>; handlers: Map<string, number> }>;
  /** Takes somebody out of a group, as member and as default handler; false when they were none. */
  removeMember(accountId: string, userId: number): Promise<boolean>;
  groupsOf(userId: number): Promise<string[]>;
  /** Every user who is a member of a group, has open work, or is offered some. */
  peopleInvolved(): Promise<number[]>;
  /** Who has open work of a group without being a member of it. */
  strayHandlers(): Promise<{ userId: number; accountId: string }[]>;
  /** Accounts in use under one of these normalised addresses. */
  findInUse(addresses: readonly string[]): Promise<{ id: string; address: string }[]>;
}

/** The users of the panel, as groups see them. */
export interface GroupPeople {
  /** Active users whose role reads the messages of groups, by name. */
  eligible(): Promise<GroupPerson[]>;
  /** Those of these users who can log in now. */
  active(ids: readonly number[]): Promise<Set<number>>;
  names(ids: readonly number[]): Promise<Map<number, string>>;
}

export interface GroupPorts {
  groupStore: GroupStore;
  groupPeople: GroupPeople;
  work: Pick<WorkStore, 'returnAll'>;
  policies: Pick<PolicySource, 'load'>;
  logger: Logger;
}

/** The account as it is, when it is to be changed. */
export type KnownAccount = Pick<AccountDto, 'id' | 'group'>;

export interface Groups {
  people(): Promise<GroupPerson[]>;
  /** Rejects with `invalid-input` or `conflict`; to be called before an account is created or changed. */
  check(input: CreateAccountInput | UpdateAccountInput, before: KnownAccount | null): Promise<void>;
  /** To be called when the members of a group were changed: open work of those who left goes back to the group. */
  membersChanged(accountId: string, before: readonly number[], after: readonly number[]): Promise<void>;
  /** Finds users who were deactivated or removed, and work that stayed with somebody who left; running it again changes nothing. */
  dropLeavers(): Promise<void>;
}

export function createGroups(ports: GroupPorts): Groups {
  return {
    people: () => ports.groupPeople.eligible(),
    async check(input, before) {
      if (input.address !== undefined) await checkAddress(ports, input.address, before?.id ?? null);
      if (input.group !== undefined) await checkMembers(ports, input.group, before);
    },
    async membersChanged(accountId, before, after) {
      for (const userId of before.filter((id) => !after.includes(id))) await giveBack(ports, userId, accountId, 'taken-out-of-group');
    },
    dropLeavers: () => dropLeavers(ports),
  };
}

/** What filing knows of a group: read for each batch, because members come and go while a long import goes on. */
export async function groupContext(
  { groupStore, groupPeople }: Pick<GroupPorts, 'groupStore' | 'groupPeople'>, account: Pick<MailAccount, 'id' | 'address'>, fetched: readonly FetchedMail[],
): Promise<GroupContext> {
  const round = await groupStore.loadRound(account.id);
  const eligible = new Set((await groupPeople.eligible()).map(({ id }) => id));
  const mails = fetched.flatMap((mail) => (mail.ok ? [{ identity: mail.message.identity, headers: mail.message }] : []));
  const { threads, handlers } = await groupStore.loadThreads(account.id, mails);
  const { defaultHandler, distribution, lastAssigned, open } = round;
  return { kind: 'group', ownAddress: normalizeAddress(account.address), members: round.members.filter((id) => eligible.has(id)), defaultHandler, distribution, lastAssigned, open, threads, threadHandlers: handlers };
}

/** One mailbox under two names would be read twice: domains held for the same count as the same. */
async function checkAddress({ groupStore, policies }: GroupPorts, address: string, ownId: string | null): Promise<void> {
  const normalized = normalizeAddress(address);
  if (normalized === null) return;
  const { matching } = await policies.load();
  const forms = formsOf(normalized, { ...matching, plusAddressing: false }).map((form) => form.address);
  const other = (await groupStore.findInUse(forms)).find(({ id }) => id !== ownId);
  if (other === undefined) return;
  const reason = other.address === address ? because('address-in-use') : because('address-same-as', { address: other.address });
  throw new MailError({ kind: 'malformed', code: 'conflict', field: 'address', remedier: 'owner', message: inEnglish([reason]), reasons: [reason] });
}

async function checkMembers({ groupPeople }: GroupPorts, group: { members: readonly number[]; defaultHandler: number | null; distribution: GroupOptions['distribution'] }, before: KnownAccount | null): Promise<void> {
  // Whoever is a member and lost the right does not stand in the way of other changes: they get nothing new.
  const fit = new Set([...(await groupPeople.eligible()), ...(before?.group?.members ?? [])].map(({ id }) => id));
  const unfit = group.members.filter((id) => !fit.has(id));
  if (unfit.length > 0) {
    const names = await groupPeople.names(unfit);
    throw invalid('group.members', because('members-unfit', { names: unfit.map((id) => names.get(id) ?? `#${id}`).join(', ') }));
  }
  if (group.defaultHandler !== null && !group.members.includes(group.defaultHandler)) throw invalid('group.defaultHandler', because('handler-no-member'));
  if (group.distribution === 'default-handler' && group.defaultHandler === null) throw invalid('group.defaultHandler', because('handler-not-chosen'));
}

const invalid = (field: string, reason: Reason): MailError =>
  new MailError({ kind: 'malformed', code: 'invalid-input', field, message: inEnglish([reason]), reasons: [reason], remedier: 'administrator' });

async function giveBack({ groupPeople, work, logger }: GroupPorts, userId: number, accountId: string | null, why: 'taken-out-of-group' | 'deactivated' | 'removed-from-panel' | 'not-in-group-now'): Promise<void> {
  const name = (await groupPeople.names([userId])).get(userId) ?? `#${userId}`;
  const returned = await work.returnAll(userId, accountId, because(why, { name }));
  if (returned > 0) logger.info('Open work went back because a user left.', { userId, accountId, pieces: returned });
}

async function dropLeavers(ports: GroupPorts): Promise<void> {
  const { groupStore, groupPeople } = ports;
  const involved = await groupStore.peopleInvolved();
  const [active, known] = [await groupPeople.active(involved), await groupPeople.names(involved)];
  for (const userId of involved.filter((id) => !active.has(id))) {
    for (const accountId of await groupStore.groupsOf(userId)) await groupStore.removeMember(accountId, userId);
    await giveBack(ports, userId, null, known.has(userId) ? 'deactivated' : 'removed-from-panel');
  }
  for (const { userId, accountId } of await groupStore.strayHandlers()) await giveBack(ports, userId, accountId, 'not-in-group-now');
}
