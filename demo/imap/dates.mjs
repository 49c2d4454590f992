const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** @param {number} value */
const two = (value) => String(value).padStart(2, '0');

/** INTERNALDATE (RFC 9051 section 9, date-time), in UTC. @param {number} time epoch ms */
export function formatDateTime(time) {
  const at = new Date(time);
  const day = String(at.getUTCDate()).padStart(2, ' ');
  return `${day}-${MONTHS[at.getUTCMonth()]}-${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** The start of a day as SEARCH names it, e.g. 1-Feb-2026. @param {string} text @returns {number} epoch ms @throws {SyntaxError} */
export function parseDay(text) {
  const match = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text);
  const month = MONTHS.findIndex((name) => name.toLowerCase() === match?.[2]?.toLowerCase());
  if (match === null || month < 0) throw new SyntaxError(`not a date: ${text}`);
  return Date.UTC(Number(match[3]), month, Number(match[1]));
}

/** The date-time of APPEND. @param {string} text @returns {number} epoch ms @throws {SyntaxError} */
export function parseDateTime(text) {
  const match = /^\s?(\d{1,2}-[A-Za-z]{3}-\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/.exec(text);
  if (match === null) throw new SyntaxError(`not a date-time: ${text}`);
  const [, day, hours, minutes, seconds, sign, zoneHours, zoneMinutes] = match;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  return parseDay(String(day)) + ((Number(hours) * 60 + Number(minutes) - zone) * 60 + Number(seconds)) * 1000;
}
