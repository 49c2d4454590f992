/** Linking as the edge calls it. */
import { LATE_MATCHING_TASK, lateMatchingSubject } from '../../../../shared/contracts';
import type { RecordRef } from '../../domain/intake/decide-link';
import { loadSetting, type SettingDefaults, type SettingsStore } from '../settings';
import type { AddressIndex, Clock, PolicySource } from '../ports';
import { hasEarlierMail } from '../rematch-record';
import type { Task, Tasks } from '../tasks';
import { linkByHand, unlinkByHand, type LinkRequest } from './link-by-hand';
import type { CaseEmployees } from './case-employees';
import type { LinkStore } from './ports';
import { searchRecords, type FoundRecord, type NarrowRecords, type RecordFinder } from './records';
import { explainLinks, type Why } from './why';

export interface Links {
  link(request: LinkRequest & { restore: boolean }): Promise<void>;
  unlink(request: LinkRequest & { undo: boolean }): Promise<void>;
  /** Null when there is no such message. */
  why(message: string): Promise<Why | null>;
  search(q: string, recordTypes: readonly string[], narrow: NarrowRecords): Promise<FoundRecord[]>;
  isReadable(record: RecordRef, narrow: NarrowRecords): Promise<boolean>;
  /** Labels people gave to attributes of the type, by attribute. */
  labelsOf(recordType: string): Promise<Record<string, string>>;
  /** Looks for earlier mail of every address the record knows; resolves at once with the task. */
  lookEarlier(record: RecordRef, userId: number): Promise<Task>;
  /** Addresses were entered on a record: links their past messages, if the setting says so. Null: there is nothing to do. */
  addressesEntered(entered: EnteredAddresses): Promise<Task | null>;
}

export interface EnteredAddresses extends RecordRef {
  /** Normalised; those the record did not know before. */
  addresses: readonly string[];
  /** Panel user who entered them; null: not known. */
  userId: number | null;
}

export interface LinksPorts {
  links: LinkStore;
  finder: RecordFinder;
  addresses: AddressIndex;
  policies: PolicySource;
  employees: CaseEmployees;
  settings: SettingsStore;
  settingDefaults: SettingDefaults;
  tasks: Pick<Tasks, 'start'>;
  clock: Clock;
}

export function createLinks(ports: LinksPorts): Links {
  const start = ({ recordType, recordId }: RecordRef, addresses: readonly string[] | null, userId: number | null): Promise<Task> =>
    // The user stands in the input, because a task is followed by whoever started it: two people get one each.
    ports.tasks.start({ kind: LATE_MATCHING_TASK, subject: lateMatchingSubject({ recordType, recordId }), input: { recordType, recordId, addresses, userId }, userId });
  return {
    link: (request) => linkByHand(ports, request),
    unlink: (request) => unlinkByHand(ports, request),
    why: (message) => explainLinks(ports, message),
    search: (q, recordTypes, narrow) => searchRecords(ports, q, recordTypes, narrow),
    labelsOf: (recordType) => ports.finder.labelsOf(recordType),
    isReadable: (record, narrow) => ports.finder.isReadable(record, narrow),
    lookEarlier: (record, userId) => start(record, null, userId),
    async addressesEntered({ addresses, userId, ...record }) {
      const { lateMatching } = await loadSetting(ports.settings, 'matching', ports.settingDefaults.matching);
      return lateMatching && (await hasEarlierMail(ports, addresses)) ? start(record, addresses, userId) : null;
    },
  };
}
