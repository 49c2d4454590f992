import { describe, expect, it } from 'vitest';
import { sanitizeBody } from '../adapters/html';
import { createMimeParser, openPart, readBodies } from '../adapters/mime';
import type { BlobStore } from '../flow/ports';
import { createMessageReader } from './reader';

/** Opens this one message under every key. */
function readerOf(raw: string) {
  async function* chunks() {
    yield Buffer.from(raw);
  }
  const blobs: BlobStore = {
    put: () => Promise.reject(new Error('This store only opens.')),
    delete: () => Promise.reject(new Error('This store only opens.')),
    deleteUntouched: () => Promise.reject(new Error('This store only opens.')),
    open: () => Promise.resolve(chunks()),
  };
  return createMessageReader(blobs, createMimeParser(), { readBodies, openPart }, sanitizeBody);
}

const html = (body: string) => readerOf(`Content-Type: text/html\r\n\r\n${body}`).readBody('key');

describe('the body that is shown', () => {
  it('is the plain text when nothing of the HTML is left', async () => {
    const { html: shown, text } = await html('<iframe>only this</iframe>');
    expect(text).toContain('only this');
    expect(shown).toBeNull();
  });

  it.each(['<p>words</p><iframe>x</iframe>', '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">', '<iframe>x</iframe><img src="https://t.example/1.png">'])('is the HTML when something of it is left: %s', async (body) => {
    expect((await html(body)).html).not.toBeNull();
  });

  it('is the HTML of an image whose message says the same in plain text', async () => {
    const raw = 'Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nwords\r\n--b\r\nContent-Type: text/html\r\n\r\n<img src="https://t.example/1.png">\r\n--b--\r\n';
    expect(await readerOf(raw).readBody('key')).toMatchObject({ text: 'words', html: '<img />', blockedRemote: 1 });
  });
});
