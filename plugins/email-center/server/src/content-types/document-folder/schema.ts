import { hidden, toOne } from '../hidden';

/** The files of an activity, titled by subject and time of receipt (S1.4). */
export const documentFolderSchema = {
  kind: 'collectionType',
  collectionName: 'email_center_document_folders',
  info: { singularName: 'document-folder', pluralName: 'document-folders', displayName: 'Mail document folder', description: 'The files of a mail activity' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    title: { type: 'string', required: true },
    activity: toOne('plugin::email-center.activity'),
  },
} as const;
