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
  conceal: <Text extends ConcealedText>(message: Text) => Promise<Text>;
  /** Rejects unless the original octets may be handed to this person. */
  checkOriginal(message: Pick<StoredMessage, 'accounts'>): Promise<void>;
  mayReadMedia(fileId: number): Promise<boolean>;
}

export interface ConcealedText {
  to: { name: string; address: string }[];
  cc?: { name: string; address: string }[];
  bcc?: { name: string; address: string }[];
  preview: string;
  text?: string;
  html?: string | null;
}
