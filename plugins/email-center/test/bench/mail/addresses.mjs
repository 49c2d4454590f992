/** The record type of the bench has four e-mail fields, as a candidate has. */
export const EMAIL_FIELDS = /** @type {const} */ (['email', 'email2', 'email3', 'email4']);

/** How many of the records fill each field: everybody has one address, few have four. */
const FILLED_EVERY = { email: 1, email2: 2, email3: 10, email4: 50 };

/** Out of so many senders one is known to a record: 20 %. */
const KNOWN_EVERY = 5;

/**
 * The addresses of one record.
 * @param {number} index 0 to records - 1
 * @returns {Partial<Record<typeof EMAIL_FIELDS[number], string>>}
 */
export function recordAddresses(index) {
  const filled = EMAIL_FIELDS.filter((field) => index % FILLED_EVERY[field] === 0);
  return Object.fromEntries(filled.map((field) => [field, `person${index}.${field}@company${index % 500}.example`]));
}

/**
 * Every fifth sender is a record's address, taken in turn from all over the table and from each of the four fields.
 * @param {number} index number of the sender
 * @param {number} records
 * @returns {{address: string, known: boolean}}
 */
export function senderAddress(index, records) {
  if (index % KNOWN_EVERY !== 0 || records === 0) {
    return { address: `Sender${index}@elsewhere${index % 90}.example`, known: false };
  }
  const turn = index / KNOWN_EVERY;
  const addresses = Object.values(recordAddresses((turn * 7919 * 50) % records));
  return { address: addresses[turn % addresses.length], known: true };
}
