export { createMimeParser, type MimeParser } from './parser';
export { inspectMessage, openPart, OPENED_BODY_BYTES, readBodies, type InspectedMessage, type OpenedBodies, type OpenedPart } from './opening';
