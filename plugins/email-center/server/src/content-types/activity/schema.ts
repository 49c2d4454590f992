import { hidden, toOne } from '../hidden';

/** The history entry on a record. It names its record by type and documentId: a relation would make the record load its history. */
export const activitySchema = {
  kind: 'collectionType',
  collectionName: 'email_center_activities',
  info: { singularName: 'activity', pluralName: 'activities', displayName: 'Mail activity', description: 'A message in the history of a record' },
  options: { draftAndPublish: false },
  pluginOptions: hidden,
  attributes: {
    kind: { type: 'enumeration', enum: ['email', 'case'], default: 'email', required: true },
    /** Both empty: a case that belongs to no record yet. */
    recordType: { type: 'string' },
    recordId: { type: 'string' },
    direction: { type: 'enumeration', enum: ['incoming', 'outgoing'], required: true },
    subject: { type: 'text' },
    preview: { type: 'string' },
    counterpart: { type: 'string' },
    occurredAt: { type: 'datetime', required: true },
    message: toOne('plugin::email-center.message'),
  },
  indexes: [{ name: 'email_center_activities_record', columns: ['record_type', 'record_id', 'occurred_at', 'id'] }],
} as const;
