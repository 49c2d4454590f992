import { hidden, toOne } from '../hidden';

/** One file of a document folder: the original message or an attachment; its content is a part of the raw message. */
export const documentSchema = {
  kind: 'collectionType',
  collectionName: 'email_center_documents',
  info: { singularName: 'document', pluralName: 'documents', displayName: 'Mail document', description: 'The original of a message or one of its attachments' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    kind: { type: 'enumeration', enum: ['original', 'attachment'], required: true },
    name: { type: 'string', required: true },
    partNumber: { type: 'string' },
    contentType: { type: 'string' },
    size: { type: 'integer', default: 0 },
    folder: toOne('plugin::email-center.document-folder'),
    message: toOne('plugin::email-center.message'),
  },
} as const;
