/** How much of an account's mail a person sees (X13): one decision for lists, messages, files, records, REST and GraphQL. */
import type { AccountKind, ColleagueView } from '../mail/account';
import type { Grants, ReadScope } from './decide-access';

/** Who asks. `userId` null: an API token, whose rights were checked before. */
export interface Reader {
  userId: number | null;
  reads: ReadScope;
}

/** What the decision needs of an account. */
export interface SharedAccount {
  kind: AccountKind;
  ownerId: number;
  members: readonly number[];
  colleagues: ColleagueView;
}

const DEGREES: readonly ColleagueView[] = ['nothing', 'metadata', 'subject', 'everything'];

/**
 * Those who may read all see everything; so does the owner of a personal account, and a member of a group who may read
 * groups. Everybody else who may read messages at all is a colleague and sees what the account says: everything, the subject,
 * metadata (participants and time), or nothing. Whoever reads no messages sees nothing, shared or not.
 *
 * The owner of a group, intake or forward account is whoever set it up: that alone is no reason to read its mail.
 */
export function decideView(reader: Reader, account: SharedAccount): ColleagueView {
  if (reader.reads === 'all') return 'everything';
  if (reader.reads === 'none' || reader.userId === null) return 'nothing';
  if (account.kind === 'personal' && account.ownerId === reader.userId) return 'everything';
  if (account.kind === 'group' && reader.reads === 'group' && account.members.includes(reader.userId)) return 'everything';
  return account.colleagues;
}

/** A message that several accounts have is seen as far as the most open one of them lets it be. */
export function widestView(views: readonly ColleagueView[]): ColleagueView {
  return DEGREES[Math.max(0, ...views.map((view) => DEGREES.indexOf(view)))]!;
}

/** Whether a view goes at least that far. */
export function shows(view: ColleagueView, atLeast: Exclude<ColleagueView, 'nothing'>): boolean {
  return DEGREES.indexOf(view) >= DEGREES.indexOf(atLeast);
}

/**
 * Whether a person who manages an account may let colleagues see so much of it. More of somebody else's personal mail is
 * shared by its owner, or by those who may read it anyway: else whoever manages accounts could read what they like. Less is
 * always possible.
 */
export function decideMayShare(grants: Pick<Grants, 'readAll'>, userId: number, { kind, ownerId, colleagues }: Omit<SharedAccount, 'members' | 'ownerId'> & { ownerId: number | null }, wanted: ColleagueView): boolean {
  return kind !== 'personal' || ownerId === userId || grants.readAll || DEGREES.indexOf(wanted) <= DEGREES.indexOf(colleagues);
}
