'use strict';

const ROWS_PER_INSERT = 100;

/** Fills the table of records and builds the address index over it. Writes the records straight into their table: through the document service it would take a quarter of an hour. */
async function fillRecords(strapi, count) {
  const { recordAddresses } = await import(process.env.BENCH_ADDRESSES_MODULE);
  const now = Date.now();
  const knex = strapi.db.connection;
  const { attributes } = strapi.db.metadata.get('api::person.person');
  const columns = (values) => Object.fromEntries(Object.entries(values).map(([attribute, value]) => [attributes[attribute].columnName, value]));
  await knex.transaction(async (transaction) => {
    for (let first = 0; first < count; first += ROWS_PER_INSERT) {
      const rows = Array.from({ length: Math.min(ROWS_PER_INSERT, count - first) }, (_, offset) => {
        const index = first + offset;
        return columns({
          documentId: `person${String(index).padStart(18, '0')}`, name: `Person ${index}`, createdAt: now, updatedAt: now, publishedAt: now,
          email: null, email2: null, email3: null, email4: null, ...recordAddresses(index),
        });
      });
      await transaction('people').insert(rows);
    }
  });
  await strapi.plugin('email-center').service('application').get().rebuildAddressIndex();
}

module.exports = { fillRecords };
