/** The message by which an account's test proves that what is sent arrives: how it is named, and how it is known again. */
import { normalizeAddress } from './address';
import type { Envelope } from './message';

const MARK = 'email-center-test.';
const PATTERN = /^email-center-test\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}@/i;

/** Its Message-ID, without angle brackets, from a UUID and the address it goes out from and comes back to. */
export function testMessageId(uuid: string, address: string): string {
  return `${MARK}${uuid}@${address.slice(address.lastIndexOf('@') + 1)}`;
}

/**
 * Whether this is such a message, of whichever account. The name alone could be anybody's choice, so it also has to be
 * one that an address sent to itself and to nobody else.
 */
export function isTestMessage({ messageId, from, to, cc }: Pick<Envelope, 'messageId' | 'from' | 'to' | 'cc'>): boolean {
  if (messageId === null || !PATTERN.test(messageId) || from.length !== 1 || to.length !== 1 || cc.length !== 0) return false;
  const sender = normalizeAddress(from[0]!.address);
  return sender !== null && sender === normalizeAddress(to[0]!.address);
}
