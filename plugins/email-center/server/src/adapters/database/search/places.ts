/**
 * The place of a message in search results: one number that rises with the time of receipt, so that an index that reads its
 * rows from the highest number down answers newest first without sorting. The seconds stand before the last 12 bits of the
 * message's id: few enough that the numbers of neighbours are near each other, which makes the index small.
 */
import { toNumber } from '../values';
import type { Row } from '../values';

const IDS = 2 ** 12;
const LAST_SECOND = 2 ** 33 - 1;

export interface PlacedMessage {
  place: number;
  messageId: number;
}

export function toPlaced(row: Row): PlacedMessage {
  return { place: toNumber(row.place), messageId: toNumber(row.message_id) };
}

/** Where a message received then (epoch milliseconds) wants to stand. Two want the same only when they came in the same second, thousands of ids apart. */
export function placeOf(receivedAt: number, messageId: number): number {
  return secondOf(receivedAt) * IDS + (messageId % IDS);
}

/** The lowest place of what was received at that time or later. */
export function placeFrom(receivedAt: number): number {
  return Math.min(LAST_SECOND + 1, Math.max(0, Math.ceil(receivedAt / 1000))) * IDS;
}

/** The day a place belongs to, counted from 1970 in UTC. */
export function dayOf(place: number): number {
  return Math.floor(place / IDS / 86_400);
}

export function firstPlaceOfDay(day: number): number {
  return day * 86_400 * IDS;
}

function secondOf(receivedAt: number): number {
  return Math.min(LAST_SECOND, Math.max(0, Math.floor(receivedAt / 1000)));
}
