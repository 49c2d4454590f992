/** Stored octets that nothing referred to when they were noted. */
export interface LeftOctetsStore {
  /** The keys noted before this time (epoch ms), the oldest first, and which of them a row refers to by now: all read as of one moment. */
  loadNoted(before: number, limit: number): Promise<{ rawKey: string; isUsed: boolean }[]>;
  /** Looked at again as if they were noted at this time (epoch ms). */
  postpone(rawKeys: readonly string[], notedAt: number): Promise<void>;
  /** Those noted anew since `before` (epoch ms) stay. */
  forget(rawKeys: readonly string[], before: number): Promise<void>;
}
