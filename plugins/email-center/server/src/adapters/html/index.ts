export { cleanDraft, type CleanDraft } from './clean-draft';
export { sanitizeBody, type SanitizedBody, type SanitizeOptions } from './sanitize-body';
