import { describe, expect, it } from 'vitest';
import { contentDisposition, isRasterImage } from './download';

describe('the name of a download', () => {
  it('stands in ASCII for old clients and in UTF-8 for the others', () => {
    expect(contentDisposition('attachment', 'Lebenslauf Müller.pdf')).toBe(
      `attachment; filename="Lebenslauf Muller.pdf"; filename*=UTF-8''Lebenslauf%20M%C3%BCller.pdf`,
    );
  });
  it('cannot break out of its header', () => {
    const header = contentDisposition('attachment', 'a"; filename="evil.html\r\nSet-Cookie: x=1');
    expect(header).not.toMatch(/[\r\n]/);
    expect(header.match(/"/g)).toHaveLength(2);
  });
  it('holds no path and no characters that turn the reading direction', () => {
    expect(contentDisposition('attachment', '../../etc/passwd')).toContain('filename=".._.._etc_passwd"');
    expect(contentDisposition('attachment', 'invoice\u202efdp.exe')).toContain('filename="invoicefdp.exe"');
  });
  it('survives half a surrogate pair and an empty name', () => {
    expect(contentDisposition('attachment', '\ud83d.txt')).toContain("UTF-8''_.txt");
    expect(contentDisposition('inline', ' \u0000 ')).toContain('inline; filename="file"');
  });
});

describe('a picture shown within a message', () => {
  it('is one that cannot run anything', () => {
    expect(isRasterImage('image/png')).toBe(true);
    expect(isRasterImage('image/svg+xml')).toBe(false);
    expect(isRasterImage('text/html')).toBe(false);
  });
});
