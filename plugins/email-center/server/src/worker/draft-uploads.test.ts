import { describe, expect, it } from 'vitest';
import { MailError } from '../domain/mail/mail-error';
import { DraftUploads } from './draft-uploads';

const full = (): MailError => new MailError({ kind: 'transient', code: 'disk-full', message: 'There is no room.', remedier: 'administrator' });

/** Keeps what it is given; `room`: so many octets fit. */
function disk(room = Infinity) {
  const kept = new Map<string, string>();
  return {
    kept,
    async keep(key: string, octets: AsyncIterable<Uint8Array>) {
      let content = '';
      for await (const piece of octets) {
        content += Buffer.from(piece).toString();
        if (content.length > room) throw full();
      }
      kept.set(key, content);
      return { size: content.length };
    },
  };
}
const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('files of drafts, piece by piece', () => {
  it('are kept in the order they came in', async () => {
    const files = disk();
    const uploads = new DraftUploads(files);
    const id = uploads.begin(7, 'key');
    for (const piece of ['one ', 'two ', 'three']) await uploads.write(id, octets(piece));
    expect(await uploads.end(id)).toBe(13);
    expect(files.kept.get('key')).toBe('one two three');
  });

  it('may be written side by side, and may be empty', async () => {
    const files = disk();
    const uploads = new DraftUploads(files);
    const [a, b] = [uploads.begin(1, 'a'), uploads.begin(2, 'b')];
    await Promise.all([uploads.write(a, octets('A')), Promise.resolve()]);
    expect(await Promise.all([uploads.end(a), uploads.end(b)])).toEqual([1, 0]);
    expect([...files.kept]).toEqual(expect.arrayContaining([['a', 'A'], ['b', '']]));
  });

  it('leave nothing behind when they are given up', async () => {
    const files = disk();
    const uploads = new DraftUploads(files);
    const id = uploads.begin(1, 'key');
    await uploads.write(id, octets('half'));
    await uploads.abandon(id);
    expect(files.kept.size).toBe(0);
    await expect(uploads.write(id, octets('more'))).rejects.toMatchObject({ code: 'bug' });
    await uploads.abandon(id);
  });

  it('tell the next piece, or the end, that there is no room', async () => {
    const uploads = new DraftUploads(disk(3));
    const id = uploads.begin(1, 'key');
    await uploads.write(id, octets('ab'));
    await expect((async () => {
      await uploads.write(id, octets('cdef'));
      await uploads.write(id, octets('g'));
      await uploads.end(id);
    })()).rejects.toMatchObject({ code: 'disk-full' });
  });
});
