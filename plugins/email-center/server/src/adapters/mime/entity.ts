/** One MIME entity: the message itself or a part of it (RFC 2045 section 2.4), as its header describes it. */
import type { HeaderFields } from './header-fields';
import { readParameterized } from './parameters';
import { transferEncodingOf, type TransferEncoding } from './transfer-decoding';

export interface Entity {
  parent: Entity | null;
  /** IMAP part number (RFC 9051 section 6.4.5); '' for a multipart message as a whole. */
  partNumber: string;
  depth: number;
  /** Lower-case media type. */
  contentType: string;
  charset: string;
  encoding: TransferEncoding;
  disposition: 'inline' | 'attachment' | null;
  filename: string | null;
  contentId: string | null;
  /** `format=flowed`, and whether its soft line breaks take their space with them (RFC 3676). */
  flowed: 'no' | 'yes' | 'delsp';
  /** As latin1 characters; null unless this is a multipart that can be split. */
  boundary: string | null;
  /** Parts begun so far. */
  children: number;
}

const MAX_BOUNDARY = 512;
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+$/;

/** Reads the description of an entity. `partNumber` is the number it has unless it is the multipart root. */
export function describeEntity(fields: HeaderFields, parent: Entity | null, partNumber: string): Entity {
  const type = readParameterized(fields.first('content-type'));
  const disposition = readParameterized(fields.first('content-disposition'));
  const filename = disposition.params.get('filename') || type.params.get('name') || null;
  const contentType = mediaType(type.value, parent, filename !== null || disposition.value === 'attachment');
  const boundary = contentType.startsWith('multipart/') ? (type.params.get('boundary') ?? '').trimEnd() : '';
  const splits = boundary !== '' && boundary.length <= MAX_BOUNDARY;
  return {
    parent,
    partNumber: parent === null && splits ? '' : partNumber,
    depth: parent === null ? 0 : parent.depth + 1,
    // A multipart that names no boundary can only be read as the text it is.
    contentType: boundary === '' && contentType.startsWith('multipart/') ? 'text/plain' : contentType,
    charset: type.params.get('charset') ?? '',
    encoding: splits ? 'identity' : transferEncodingOf(fields.first('content-transfer-encoding'), contentType.startsWith('text/')),
    disposition: dispositionOf(disposition.value),
    filename,
    contentId: fields.has('content-id') ? fields.first('content-id').replace(/^\s*<?|>?\s*$/g, '') || null : null,
    flowed: flowedOf(type.params),
    boundary: splits ? boundary : null,
    children: 0,
  };
}

/** RFC 2045 section 5.2: what says nothing is plain text; in a digest, a message (RFC 2046 section 5.1.5). */
function mediaType(value: string, parent: Entity | null, isFile: boolean): string {
  if (MEDIA_TYPE.test(value)) return value;
  if (value === '' && parent?.contentType === 'multipart/digest') return 'message/rfc822';
  if (value === '') return 'text/plain';
  if (value === 'text') return 'text/plain';
  return isFile ? 'application/octet-stream' : 'text/plain';
}

/** An unknown disposition is an attachment (RFC 2183 section 2.8). */
function dispositionOf(value: string): Entity['disposition'] {
  if (value === '') return null;
  return value === 'inline' ? 'inline' : 'attachment';
}

function flowedOf(params: Map<string, string>): Entity['flowed'] {
  if (params.get('format')?.toLowerCase() !== 'flowed') return 'no';
  return params.get('delsp')?.toLowerCase() === 'yes' ? 'delsp' : 'yes';
}

