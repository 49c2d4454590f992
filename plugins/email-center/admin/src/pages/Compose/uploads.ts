/** A file on its way to a draft. */
export interface Upload {
  key: number;
  name: string;
  size: number;
  /** Octets that went up so far. */
  sent: number;
  /** Why it ended; null while it runs. */
  failure: 'too-large' | 'failed' | null;
  /** The server's words, for the folded part. */
  detail: string;
}

export type UploadEvent =
  | { type: 'begun'; key: number; name: string; size: number }
  | { type: 'progress'; key: number; sent: number }
  | { type: 'failed'; key: number; failure: 'too-large' | 'failed'; detail: string }
  /** Done, cancelled, or put aside after it failed. */
  | { type: 'gone'; key: number };

/** What is on its way after `event`; events of an upload that is gone change nothing. */
export function afterUpload(uploads: readonly Upload[], event: UploadEvent): Upload[] {
  switch (event.type) {
    case 'begun':
      return [...uploads, { key: event.key, name: event.name, size: event.size, sent: 0, failure: null, detail: '' }];
    case 'progress':
      return uploads.map((one) => (one.key === event.key ? { ...one, sent: Math.min(one.size, Math.max(one.sent, event.sent)) } : one));
    case 'failed':
      return uploads.map((one) => (one.key === event.key ? { ...one, failure: event.failure, detail: event.detail } : one));
    case 'gone':
      return uploads.filter(({ key }) => key !== event.key);
  }
}

/** Octets that an attachment takes in the message: base64 makes three octets four, and ends a line after 76 of them (RFC 2045 section 6.8). */
export const sizeInMessage = (octets: number): number => Math.ceil((octets * 4 * 78) / (3 * 76));

/** How much the attachments take of what may be sent; above 1 it will be refused. */
export const shareOfLimit = (sizes: readonly number[], maxBytes: number): number => sizes.reduce((sum, size) => sum + sizeInMessage(size), 0) / maxBytes;

export const isUploading = (uploads: readonly Upload[]): boolean => uploads.some(({ failure }) => failure === null);
