/** Media types of files, by what was said of them or else by their names. */

const BY_EXTENSION: Readonly<Record<string, string>> = {
  pdf: 'application/pdf', txt: 'text/plain', csv: 'text/csv', html: 'text/html', htm: 'text/html', md: 'text/markdown', rtf: 'application/rtf', ics: 'text/calendar', vcf: 'text/vcard', eml: 'message/rfc822',
  png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', bmp: 'image/bmp', avif: 'image/avif', svg: 'image/svg+xml', tif: 'image/tiff', tiff: 'image/tiff', heic: 'image/heic',
  doc: 'application/msword', xls: 'application/vnd.ms-excel', ppt: 'application/vnd.ms-powerpoint', odt: 'application/vnd.oasis.opendocument.text', ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odp: 'application/vnd.oasis.opendocument.presentation', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip', gz: 'application/gzip', '7z': 'application/x-7z-compressed', json: 'application/json', xml: 'application/xml', mp3: 'audio/mpeg', m4a: 'audio/mp4', wav: 'audio/wav', mp4: 'video/mp4', mov: 'video/quicktime', webm: 'video/webm',
};

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;
const UNKNOWN = 'application/octet-stream';

/** What was said, when it is a media type that says something (without its parameters); else by the extension; else octets. A container of parts is no file. */
export function typeOfFile(said: string | null, filename: string): string {
  const type = (said ?? '').split(';')[0]!.trim().toLowerCase();
  if (MEDIA_TYPE.test(type) && type !== UNKNOWN && !type.startsWith('multipart/')) return type;
  return BY_EXTENSION[filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()] ?? UNKNOWN;
}
