import { describe, expect, it } from 'vitest';
import type { MessageReader } from '../ports';
import { createMessageFiles, MOST_FILES, MOST_HEADER_BYTES, type PackedFile } from './message-files';

const octets = (text: string) => new TextEncoder().encode(text);

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const all = octets(text);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

function filesOf(raw = '', size = 7) {
  const opened: string[] = [];
  let packed: readonly PackedFile[] = [];
  const reader: Pick<MessageReader, 'openRaw' | 'openPart'> = {
    openRaw: async () => chunksOf(raw, size),
    openPart: async (_key, partNumber) => {
      opened.push(partNumber);
      return { contentType: 'text/plain', filename: null, content: chunksOf(`content of ${partNumber}`, 5) };
    },
  };
  const files = createMessageFiles({ reader, packFiles: (given) => ((packed = given), chunksOf('archive', 3)) });
  return { files, opened, packed: () => packed };
}

const attachment = (partNumber: string, filename: string | null, inline = false) => ({ partNumber, filename, contentType: 'application/pdf', size: 1, inline, contentId: null });
const message = (...attachments: ReturnType<typeof attachment>[]) => ({ rawKey: 'key', receivedAt: '2026-11-12T09:41:00.000Z', attachments });

describe('the archive of a message', () => {
  it('holds its attachments and not the images inside its body', async () => {
    const { files, packed } = filesOf();
    await files.pack(message(attachment('2', 'CV.pdf'), attachment('1.2', 'logo.png', true)));
    expect(packed().map(({ name }) => name)).toEqual(['CV.pdf']);
  });

  it('gives every file a name that is safe and its own', async () => {
    const { files, packed } = filesOf();
    await files.pack(message(attachment('2', '../../etc/passwd'), attachment('3', 'cv.pdf'), attachment('4', 'CV.pdf'), attachment('5', null), attachment('6', 'evil\u202efdp.exe')));
    expect(packed().map(({ name }) => name)).toEqual(['passwd', 'cv.pdf', 'CV (2).pdf', 'part-5', 'evilfdp.exe']);
  });

  it('opens the first file before it answers, and the others when their turn comes', async () => {
    const { files, opened, packed } = filesOf();
    await files.pack(message(attachment('2', 'a'), attachment('3', 'b')));
    expect(opened).toEqual(['2']);
    await packed()[0]!.open();
    await packed()[1]!.open();
    expect(opened).toEqual(['2', '3']);
  });

  it('is refused for a message without files, and for one with more than anybody saves at once', async () => {
    const { files } = filesOf();
    await expect(files.pack(message(attachment('2', 'logo.png', true)))).rejects.toMatchObject({ code: 'not-found' });
    const many = Array.from({ length: MOST_FILES + 1 }, (_, index) => attachment(String(index + 1), 'a'));
    await expect(files.pack(message(...many))).rejects.toMatchObject({ code: 'too-large' });
  });
});

describe('the headers of a message', () => {
  it.each([['\r\n', 1], ['\r\n', 3], ['\n', 2], ['\n', 4096]])('end before the first empty line, whatever the line ends and however it is read: %j in pieces of %d', async (end, size) => {
    const { files } = filesOf(['Subject: a', ' folded', 'To: b', '', 'body', '', 'more'].join(end), size);
    expect(await files.headers('key')).toEqual({ headers: ['Subject: a', ' folded', 'To: b', ''].join(end), truncated: false });
  });

  it('are the whole message when it has no body', async () => {
    expect(await filesOf('Subject: a\r\nTo: b').files.headers('key')).toEqual({ headers: 'Subject: a\r\nTo: b', truncated: false });
  });

  it('are cut where they are longer than anybody reads', async () => {
    const { headers, truncated } = await filesOf(`X: ${'a'.repeat(MOST_HEADER_BYTES)}\r\n\r\nbody`, 65_536).files.headers('key');
    expect([headers.length, truncated]).toEqual([MOST_HEADER_BYTES, true]);
  });

  it('keep umlauts that were sent as they are', async () => {
    expect((await filesOf('Subject: Grüße\r\n\r\n').files.headers('key')).headers).toBe('Subject: Grüße\r\n');
  });
});
