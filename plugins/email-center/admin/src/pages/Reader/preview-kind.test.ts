import { describe, expect, it } from 'vitest';
import { isPdf, MOST_TEXT, previewKind, textOf } from './preview-kind';

const kind = (contentType: string, name = 'file', size = 10) => previewKind({ contentType, name, size });
const octets = (text: string) => new TextEncoder().encode(text);

describe('what can be looked at', () => {
  it('are raster images, PDF and text', () => {
    expect([kind('image/png'), kind('application/pdf'), kind('text/plain'), kind('text/csv')]).toEqual(['image', 'pdf', 'text', 'text']);
  });
  it('are never documents that run: HTML, SVG, XML', () => {
    expect([kind('text/html'), kind('image/svg+xml'), kind('application/xhtml+xml'), kind('text/xml'), kind('application/octet-stream', 'a.html'), kind('application/octet-stream', 'a.svg')]).toEqual([null, null, null, null, null, null]);
  });
  it('is told by the name where the sender named no type, and not against the type', () => {
    expect([kind('application/octet-stream', 'Lebenslauf.PDF'), kind('application/zip', 'a.pdf'), kind('application/octet-stream', 'photo.png')]).toEqual(['pdf', null, null]);
  });
  it('is not what is too large for a look', () => {
    expect(kind('application/pdf', 'a.pdf', 40 * 1024 * 1024)).toBeNull();
  });
  it('is no PDF because it says so', () => {
    expect([isPdf(octets('%PDF-1.7 ...')), isPdf(octets('\n\n%PDF-1.4')), isPdf(octets('<script>alert(1)</script>'))]).toEqual([true, true, false]);
  });
});

describe('the text of a file', () => {
  it('is UTF-8 where it is that, and what offices write where it is not', () => {
    expect(textOf(octets('Größe 5 €')).text).toBe('Größe 5 €');
    expect(textOf(Uint8Array.from([0x47, 0x72, 0xf6, 0xdf, 0x65])).text).toBe('Größe');
  });
  it('follows the byte order mark and does not show it', () => {
    expect(textOf(Uint8Array.from([0xef, 0xbb, 0xbf, 0x41])).text).toBe('A');
    expect(textOf(Uint8Array.from([0xff, 0xfe, 0x41, 0x00])).text).toBe('A');
  });
  it('ends after 200 KB, without taking a character that is cut in two for another charset', () => {
    const long = textOf(octets(`${'a'.repeat(MOST_TEXT - 1)}ö und mehr`));
    expect([long.cut, long.text.length, long.text.slice(-1)]).toEqual([true, MOST_TEXT - 1, 'a']);
  });
});
