/** What routing needs of the outside world. */
import type { CaseMail, CaseRows } from '../../domain/intake/case-plan';
import type { CaseAssignment, CaseUser, Employee, Route } from '../../domain/intake/route';
import type { Address } from '../../domain/mail/address';
import type { Reason } from '../../domain/mail/reason';
import type { CaseStateDto } from '../../../../shared/contracts';

/** The records of the configured employee type; every call answers with nobody when none is configured. */
export interface EmployeeDirectory {
  /** Null: no employee type is configured. */
  recordType: string | null;
  /** Everybody, current or not, who has one of these normalised addresses on file; one read for all of them. */
  findByAddresses(addresses: readonly string[]): Promise<Employee[]>;
  /** By documentId; whoever is gone is missing from the answer. */
  load(recordIds: readonly string[]): Promise<Map<string, Employee>>;
  /** Those whose name or address holds `q`, by name. */
  search(q: string, limit: number): Promise<Employee[]>;
}

/** The users of the admin panel as far as cases go; rights are asked of Strapi's own permission service. */
export interface CaseUsers {
  load(userIds: readonly number[]): Promise<Map<number, CaseUser>>;
  /** Those whose name or address holds `q`, deactivated ones too: the form says why they cannot be chosen. */
  search(q: string, limit: number): Promise<CaseUser[]>;
}

export interface StoredRoute extends Route {
  note: string;
  /** Why it was found inactive last; null while it is active. */
  inactiveReason: string | null;
  createdBy: number | null;
  /** ISO. */
  createdAt: string;
}

export interface RouteStore {
  /** Oldest first. */
  list(): Promise<StoredRoute[]>;
  load(id: string): Promise<StoredRoute | null>;
  findFrom(recordType: string, recordIds: readonly string[]): Promise<StoredRoute[]>;
  findTo(userId: number): Promise<StoredRoute[]>;
  /** Rejects with `conflict` when there is a rule from this employee already. */
  insert(route: StoredRoute): Promise<void>;
  /** Rejects with `not-found` or `conflict`. */
  update(id: string, change: Partial<Pick<StoredRoute, 'from' | 'userIds' | 'note' | 'inactiveReason'>>): Promise<void>;
  /** Rejects with `not-found`. */
  remove(id: string): Promise<void>;
}

/** Messages of intake accounts that are nobody's: open, without handler, not offered. */
export interface UnassignedCases {
  /** How many there are since then, how many of them are from these senders, and the newest of those. */
  preview(senders: readonly string[], since: string): Promise<{ total: number; routed: number; items: UnassignedItem[] }>;
  /** Ids of the work of those from these senders, oldest first. */
  findFrom(senders: readonly string[], limit: number): Promise<string[]>;
}

export interface UnassignedItem {
  messageId: string;
  subject: string;
  from: Address | null;
  receivedAt: string;
  reason: string;
  reasons: Reason[];
}

/** How the cases stand that these messages are, by the documentId of the message. */
export interface CaseStates {
  load(messageIds: readonly string[]): Promise<Map<string, CaseStateDto>>;
}

/** A stored message that is not a case yet, with what making it one reads. */
export interface StoredCase {
  workId: string;
  /** Normalised. */
  sender: string | null;
  /** The intake account's own, normalised. */
  accountAddresses: string[];
  mail: CaseMail;
  /** By `recordKey`. */
  links: Map<string, 'active' | 'removed'>;
}

/** Turns messages that were nobody's into cases: handler or offer, links and activities in one transaction. */
export interface CaseOpenings {
  /** Null when there is no such work. */
  load(workId: string): Promise<StoredCase | null>;
  /** Ids of work that somebody has and that has no history yet; bounded. */
  withoutHistory(): Promise<string[]>;
  /** With `assignment` null only the history is made. False, and nothing is written, when it is nobody's no more. */
  open(workId: string, assignment: CaseAssignment | null, rows: CaseRows, actorId: number | null): Promise<boolean>;
}
