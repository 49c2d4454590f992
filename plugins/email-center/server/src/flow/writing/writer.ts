/** Who writes: the person, with all that depends on their rights and their place. */
import type { RecordLinkDto } from '../../../../shared/contracts';
import type { Place } from '../../domain/writing/words';
import type { NarrowRecords } from '../links/records';
import type { StoredMessage, Viewer } from '../queries';

export interface Writer {
  userId: number;
  viewer: Viewer;
  place: Place;
  /** Which records of a type may be read. */
  narrow: NarrowRecords;
  /** Whether records of that type, and this attribute of them, may be read. */
  mayReadField(recordType: string, field: string): boolean;
  readableLinks(links: readonly RecordLinkDto[]): RecordLinkDto[];
  /** Takes out addresses that the person's role does not see (S5.3). */
  conceal: <Held>(held: Held) => Promise<Held>;
  /** The key of the original octets that may be handed to this person; rejects when there are none. */
  originalOf(message: StoredMessage): Promise<string>;
  /** Rejects unless this file of a message may be handed to this person. */
  checkFile(message: Pick<StoredMessage, 'rawKey' | 'attachments'>, partNumber: string): Promise<void>;
  mayReadMedia(fileId: number): Promise<boolean>;
}
