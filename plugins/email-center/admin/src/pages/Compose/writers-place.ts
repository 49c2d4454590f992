/** Where the writer is, for dates in what the server writes: the panel's language and the browser's zone. */
export const writersPlace = (language: string): { language: string; timeZone: string } => ({ language, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
