import { ACCOUNTS, fillMail } from './search-mail.mjs';

/** Messages of the one long conversation, and history entries of the one busy record. */
export const CONVERSATION = 200;
export const BUSY = 1_000;
export const RECORD_TYPE = 'api::candidate.candidate';
export const LONG_THREAD = 'conversation-of-two-hundred';

/** Of ten messages seven belong to a record; of incoming ones one is unread and six are done. The newest fifth are conversations of three. */
export async function fillCenter({ knex, addAccount, center }, { messages, records, client }, progress) {
  const accounts = [];
  for (let n = 0; n < ACCOUNTS; n += 1) accounts.push(await addAccount({ ownerId: n + 1, name: `Account ${n}` }));
  await fillMail({ knex, accounts, shape: (made) => shaped(made, messages) }, messages, progress);
  await fillHistory(knex, { messages, records, client });
  await center.states.rebuildCounts();
}

function shaped({ message, deliveries }, messages) {
  const { id } = message;
  const linked = id % 10 < 7;
  const incoming = message.direction === 'incoming';
  const long = id % Math.max(1, Math.floor(messages / CONVERSATION)) === 0;
  const thread = long ? LONG_THREAD : id > messages * 0.8 ? `three-${Math.floor(id / 3)}` : message.thread_id;
  const state = incoming && id % 10 > 3 ? 1 : 0;
  return {
    message: { ...message, linked, thread_id: thread },
    deliveries: deliveries.map((delivery) => ({ ...delivery, linked: linked ? 1 : 0, state, unread: incoming && id % 10 === 1 ? 1 : 0 })),
  };
}

/** Links, history entries with their folders and originals, each by one statement; what takes long is not what is measured. */
async function fillHistory(knex, { messages, records, client }) {
  const text = client === 'mysql' ? 'char(64)' : 'varchar(64)';
  const busy = Math.max(1, Math.floor(messages / BUSY));
  const linked = client === 'sqlite' ? 'linked = 1' : 'linked = true';
  const record = `case when id % ${busy} = 0 then 'busy' else cast(id % ${records} as ${text}) end`;
  await knex.raw(`insert into email_center_links (message_id, record_type, record_id, state, manual, reasons, created_at) select id, '${RECORD_TYPE}', ${record}, 'active', 0, '[]', 0 from email_center_messages where ${linked}`);
  const named = 'document_id, created_at, updated_at, published_at';
  await knex.raw(`insert into email_center_activities (${named}, kind, record_type, record_id, direction, subject, preview, counterpart, occurred_at, message_id)
    select ${named}, 'email', '${RECORD_TYPE}', ${record}, direction, subject, preview, counterpart, received_at, id from email_center_messages where ${linked}`);
  await knex.raw(`insert into email_center_document_folders (${named}, title, activity_id) select ${named}, preview, id from email_center_activities`);
  await knex.raw(`insert into email_center_documents (${named}, kind, name, content_type, size, folder_id, message_id)
    select ${named}, 'original', 'message.eml', 'message/rfc822', 3000, id, null from email_center_document_folders`);
  await knex.raw('insert into email_center_activity_counts (record_type, record_id, total) select record_type, record_id, count(*) from email_center_activities group by record_type, record_id');
  await knex.raw(client === 'mysql' ? 'analyze table email_center_messages, email_center_deliveries, email_center_links, email_center_activities' : 'analyze');
}
