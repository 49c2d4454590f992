/** The content types that headless consumers read. */
export const TYPES = {
  message: 'plugin::email-center.message',
  activity: 'plugin::email-center.activity',
  folder: 'plugin::email-center.document-folder',
  document: 'plugin::email-center.document',
} as const;

/** What is served without a content type of its own. */
export const FORWARD_ADDRESS = 'plugin::email-center.forward-address';
/** The right a caller needs to see forward addresses, there and in mail. */
export const FIND_FORWARD = `${FORWARD_ADDRESS}.find`;

/** The key under which a record's activities are asked for and answered. */
export const ACTIVITIES_KEY = 'emailActivities';
/** The right a caller needs to see them. */
export const FIND_ACTIVITIES = `${TYPES.activity}.find`;
/** Activities per record when nothing else is asked for, and the most there are. */
export const ACTIVITIES_LIMIT = { usual: 10, most: 100 } as const;

/** The right to search all stored mail. */
export const SEARCH_MESSAGES = `${TYPES.message}.search`;
