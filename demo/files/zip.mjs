/** A ZIP archive of small texts, stored without compression: enough for a DOCX that word processors open. */
import { crc32 } from './crc32.mjs';

/** 1 January 2026, in the date format of ZIP. */
const DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
const UTF8_NAMES = 0x0800;

/** The fields that local and central headers share. @param {Buffer} name @param {Buffer} content */
function commonFields(name, content) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8_NAMES, 2);
  fields.writeUInt16LE(DATE, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
}

/** @param {Buffer} name @param {Buffer} content @param {number} offset of the local header */
function centralEntry(name, content, offset) {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), commonFields(name, content), tail, name]);
}

/** @param {Record<string, string>} files by path @returns {Buffer} */
export function makeZip(files) {
  const locals = [];
  const central = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, content] = [Buffer.from(path), Buffer.from(text)];
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commonFields(name, content), name, content]);
    central.push(centralEntry(name, content, offset));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
