/** Who may do what with mail and accounts. The rights come from the panel's roles; the rules are here and nowhere else. */
import type { MailAccount } from '../mail/account';

/** The rights of one person, as the roles give them. A missing right is false. */
export interface Grants {
  /** Messages of the own accounts. */
  readOwn: boolean;
  /** Messages of group accounts one is a member of, beside the own. */
  readGroup: boolean;
  /** Everybody's messages. */
  readAll: boolean;
  /** Connect, change, activate and remove own accounts. */
  manageOwn: boolean;
  /** The same with everybody's. */
  manageAll: boolean;
  /** Start imports and reconciliations by hand. */
  run: boolean;
  /** See the import ledger. */
  ledger: boolean;
  /** Lists for everybody, matching, routing, automatic mail. */
  manageRules: boolean;
  /** Let an intake account be read in automatically. */
  runIntake: boolean;
  /** Be offered and given cases. */
  receiveCases: boolean;
  /** Give open work to somebody. */
  assignWork: boolean;
  /** See the addresses of forward accounts. */
  seeForward: boolean;
  /** Link and unlink messages by hand. */
  link: boolean;
  /** Hide and erase messages. */
  erase: boolean;
  /** Write and send from own accounts and those of own groups. */
  send: boolean;
  /** Templates for everybody. */
  manageTemplates: boolean;
}

/** What a route asks for before anything is loaded. */
export type RouteRight =
  | 'take-part'
  | 'read-messages'
  | 'manage-accounts'
  | 'manage-all-accounts'
  | 'run-imports'
  | 'read-ledger'
  | 'replay'
  | 'manage-rules'
  | 'work'
  | 'assign-work'
  | 'link-messages'
  | 'erase-messages'
  | 'erase-read'
  | 'see-forward'
  | 'keep-lists'
  | 'erase-listed'
  | 'write';

export type ReadScope = 'none' | 'own' | 'group' | 'all';

/** Whether these rights open a route of that kind; what it then shows is decided by the viewer and the account. */
export function decideRoute(right: RouteRight, grants: Grants): boolean {
  switch (right) {
    case 'take-part':
      return Object.values(grants).some(Boolean);
    case 'read-messages':
      return grants.readOwn || grants.readGroup || grants.readAll;
    case 'manage-accounts':
      return grants.manageOwn || grants.manageAll;
    case 'manage-all-accounts':
      return grants.manageAll;
    case 'run-imports':
      return grants.run;
    case 'read-ledger':
      return grants.ledger;
    case 'replay':
      return grants.ledger && grants.run;
    case 'manage-rules':
      return grants.manageRules;
    case 'work':
      return grants.readOwn || grants.readGroup || grants.readAll || grants.receiveCases || grants.assignWork;
    case 'assign-work':
      return grants.assignWork;
    case 'link-messages':
      return grants.link && (grants.readOwn || grants.readGroup || grants.readAll);
    case 'erase-messages':
      return grants.erase;
    case 'erase-read':
      return grants.erase && decideRoute('read-messages', grants);
    case 'see-forward':
      return grants.seeForward;
    case 'keep-lists':
      return grants.manageRules || grants.manageOwn || grants.manageAll;
    case 'erase-listed':
      return grants.erase && decideRoute('keep-lists', grants);
    case 'write':
      return grants.send;
  }
}

/** How far a person reads messages: the widest right counts. */
export function decideViewer(grants: Grants, userId: number): { userId: number; reads: ReadScope; assignsWork?: true } {
  const reads = grants.readAll ? 'all' : grants.readGroup ? 'group' : grants.readOwn ? 'own' : 'none';
  return { userId, reads, ...(grants.assignWork ? { assignsWork: true as const } : {}) };
}

/**
 * How far a person reads the ledger. It tells subjects and addresses, so it goes as far as that person reads messages,
 * and at least to the own accounts: those are the person's own mail.
 */
export function decideLedgerViewer(grants: Grants, userId: number): { userId: number; reads: ReadScope } {
  const viewer = decideViewer(grants, userId);
  return viewer.reads === 'none' ? { userId, reads: 'own' } : viewer;
}

/** Whether a person sees and stops a task: whoever started it, and those who manage rules for everybody. */
export function decideMayFollowTask(grants: Grants, userId: number, startedBy: number | null): boolean {
  return startedBy === userId || grants.manageRules;
}

/** Whether a person sees the accounts of others. */
export function decideSeesAllAccounts(grants: Grants): boolean {
  return grants.manageAll || grants.readAll;
}

export interface AccountAccess {
  /** Without it the account is not found. */
  see: boolean;
  manage: boolean;
  run: boolean;
}

/**
 * What a person may do with an account of `ownerId`; nobody's account (`null`) belongs to those who manage all. A group
 * (`members` given) belongs to them, too, whoever set it up; its members see it when they may read groups.
 */
export function decideAccountAccess(grants: Grants, userId: number, ownerId: number | null, members: readonly number[] | null = null): AccountAccess {
  const owns = members === null && ownerId === userId;
  const belongs = members?.includes(userId) === true && (grants.readGroup || grants.readAll);
  const see = owns || belongs || decideSeesAllAccounts(grants);
  return { see, manage: grants.manageAll || (owns && grants.manageOwn), run: see && grants.run };
}

/** Whether a person may let this account be read in: an intake account needs a right of its own for it (S3.1). */
export function decideMayReadIn(grants: Grants, kind: MailAccount['kind']): boolean {
  return kind !== 'intake' || grants.runIntake;
}

/** Whom a new account may belong to: oneself, or anybody for those who manage all. */
export function decideMayOwn(grants: Grants, userId: number, ownerId: number): boolean {
  return grants.manageAll || ownerId === userId;
}

/**
 * Whether an account may get another owner. The owner reads its mail, so whoever could hand over an account that holds
 * some, to themselves too, would read everybody's: that needs the right to. One that was never activated holds none;
 * an activated one never gets back to `draft` or `ready`.
 */
export function decideMayGiveAway(grants: Grants, account: Pick<MailAccount, 'state' | 'lastSyncAt'>): boolean {
  const neverActivated = (account.state === 'draft' || account.state === 'ready') && account.lastSyncAt === null;
  return grants.manageAll && (neverActivated || grants.readAll);
}
