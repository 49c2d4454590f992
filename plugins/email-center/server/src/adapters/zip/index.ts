/** Archives in the ZIP format, written while they are read. Stored, not compressed: most of what is sent by mail is compressed already. */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { PackFiles, PackedFile } from '../../flow/reader/message-files';

const PLAIN_FILE = 0o100644;

export const packFiles: PackFiles = async function* (files) {
  const archive = new ZipFile();
  const opened = new Opened();
  for (const file of files) add(archive, file, opened);
  archive.end();
  const output = archive.outputStream as Readable;
  archive.on('error', (error: Error) => output.destroy(error));
  try {
    for await (const octets of output) yield octets as Uint8Array;
  } finally {
    opened.close();
  }
};

function add(archive: ZipFile, file: PackedFile, opened: Opened): void {
  // The library does not watch the streams it is given.
  const fail = (error: unknown) => archive.emit('error', error instanceof Error ? error : new Error(String(error)));
  archive.addReadStreamLazy(file.name, { mtime: file.modifiedAt, mode: PLAIN_FILE, compress: false }, (give) => {
    file.open().then(
      (content) => give(null, opened.keep(Readable.from(content).on('error', fail))),
      fail
    );
  });
}

/** The file being packed. The library does not close it when nobody reads on. */
class Opened {
  private current: Readable | null = null;
  private over = false;

  keep(content: Readable): Readable {
    this.current = content;
    if (this.over) content.destroy();
    return content;
  }

  close(): void {
    this.over = true;
    this.current?.destroy();
  }
}
