import { hidden } from '../hidden';

/** The one stored message, however often it was sighted. Its raw octets and HTML are not here but in the blob store. */
export const messageSchema = {
  kind: 'collectionType',
  collectionName: 'email_center_messages',
  info: { singularName: 'message', pluralName: 'messages', displayName: 'Message', description: 'A mail message, imported from one or several mailboxes' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    identity: { type: 'string', private: true, required: true, configurable: false },
    rawKey: { type: 'string', private: true, required: true, configurable: false },
    messageId: { type: 'text' },
    /** Message-IDs have no useful limit of length, indexes have: what is looked up is the hash. */
    messageIdHash: { type: 'string', private: true },
    subject: { type: 'text' },
    preview: { type: 'string' },
    from: { type: 'json' },
    sender: { type: 'json' },
    replyTo: { type: 'json' },
    to: { type: 'json' },
    cc: { type: 'json' },
    bcc: { type: 'json' },
    date: { type: 'datetime' },
    inReplyTo: { type: 'json' },
    references: { type: 'json' },
    text: { type: 'text' },
    hasHtml: { type: 'boolean', default: false },
    attachments: { type: 'json' },
    attachmentCount: { type: 'integer', default: 0 },
    automatic: { type: 'enumeration', enum: ['none', 'bounce', 'auto-reply', 'complaint', 'list', 'bulk'], default: 'none' },
    automaticWhy: { type: 'string' },
    /** The same as codes, for the panel's languages. */
    automaticReasons: { type: 'json', private: true },
    /** Of a bounce: the Message-ID of what was not delivered, and the addresses that failed with their reasons. */
    bounced: { type: 'json' },
    direction: { type: 'enumeration', enum: ['incoming', 'outgoing'], required: true },
    counterpart: { type: 'string' },
    /** Whether it belongs to a record; kept, so that the list of unmatched messages is one index range. */
    linked: { type: 'boolean', default: false },
    /** How a forwarded message was read, with its original sender and recipients; empty for mail that came by itself. */
    forwarded: { type: 'json' },
    /** The conversation it belongs to. */
    threadId: { type: 'string' },
    size: { type: 'integer', default: 0 },
    receivedAt: { type: 'datetime', required: true },
  },
  indexes: [
    { name: 'email_center_messages_identity', columns: ['identity'], type: 'unique' },
    { name: 'email_center_messages_received', columns: ['received_at', 'id'] },
    { name: 'email_center_messages_lane', columns: ['linked', 'direction', 'received_at', 'id'] },
    { name: 'email_center_messages_counterpart', columns: ['counterpart', 'received_at', 'id'] },
    { name: 'email_center_messages_message_id', columns: ['message_id_hash'] },
    { name: 'email_center_messages_thread', columns: ['thread_id', 'received_at', 'id'] },
  ],
} as const;
