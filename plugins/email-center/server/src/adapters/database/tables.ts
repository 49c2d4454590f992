/** Names of the tables: our own, and those Strapi makes for our content types. */
export const TABLES = {
  accounts: 'email_center_accounts',
  mailboxes: 'email_center_mailboxes',
  sightings: 'email_center_sightings',
  correspondents: 'email_center_correspondents',
  deliveries: 'email_center_deliveries',
  links: 'email_center_links',
  addresses: 'email_center_addresses',
  outcomeCounts: 'email_center_outcome_counts',
  activityCounts: 'email_center_activity_counts',
  matchedCounts: 'email_center_matched_counts',
  migrations: 'email_center_migrations',
  messages: 'email_center_messages',
  activities: 'email_center_activities',
  folders: 'email_center_document_folders',
  documents: 'email_center_documents',
} as const;

/** Lengths of columns, in characters. What is longer is cut before it is stored; addresses that long do not exist. */
export const WIDTHS = { address: 320, string: 255, recordType: 160, recordId: 64, field: 200, subject: 1_000, messageId: 1_000, reason: 500 } as const;
