export { sanitizeBody, type SanitizedBody, type SanitizeOptions } from './sanitize-body';
