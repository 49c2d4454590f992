import { describe, expect, it } from 'vitest';
import { folderTitle, numberDuplicates, safeFileName } from './file-names';

describe('a safe file name', () => {
  it.each([
    ['CV Müller.pdf', 'CV Müller.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\anna\\cv.docx', 'cv.docx'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['report\u202Efdp.exe', 'reportfdp.exe'],
    ['what? "now": <a>|*.txt', 'what_ _now__ _a___.txt'],
    ['.htaccess', 'htaccess'],
    ['name.pdf. . ', 'name.pdf'],
    ['CON', '_CON'],
    ['lpt1.txt', '_lpt1.txt'],
    ['console.txt', 'console.txt'],
    ['  a   b .txt', 'a b .txt'],
    ['bad\ud800.txt', 'bad.txt'],
  ])('turns %j into %j', (written, safe) => {
    expect(safeFileName(written)).toBe(safe);
  });
  it.each([null, '', '   ', '...', '/', '\u0007'])('calls %j "attachment"', (written) => {
    expect(safeFileName(written)).toBe('attachment');
  });
  it('fits 255 octets, number included, and keeps the extension and whole characters', () => {
    const name = safeFileName(`${'ü'.repeat(300)}.pdf`);
    const bytes = new TextEncoder().encode(name).length;
    expect(bytes).toBeLessThanOrEqual(248);
    expect(name).toMatch(/^ü+\.pdf$/);
    expect(safeFileName(`${'😀'.repeat(300)}.pdf`)).toMatch(/^(😀)+\.pdf$/u);
  });
  it('does not walk a name of a million characters', () => {
    expect(safeFileName(`${'a/'.repeat(500_000)}x.pdf`)).toBe('x.pdf');
  });
});

describe('numbering duplicate names', () => {
  it('numbers a name that was used already, without regard to case', () => {
    expect(numberDuplicates(['cv.pdf', 'CV.pdf', 'cv.pdf', 'photo.jpg'])).toEqual(['cv.pdf', 'CV (2).pdf', 'cv (3).pdf', 'photo.jpg']);
  });
  it('steps over a number that somebody used in a name', () => {
    expect(numberDuplicates(['a (2).txt', 'a.txt', 'a.txt'])).toEqual(['a (2).txt', 'a.txt', 'a (3).txt']);
  });
  it('numbers names without an extension', () => {
    expect(numberDuplicates(['attachment', 'attachment'])).toEqual(['attachment', 'attachment (2)']);
  });
  it('numbers ten thousand equal names without comparing each with each', () => {
    expect(new Set(numberDuplicates(Array.from({ length: 10_000 }, () => 'a.txt'))).size).toBe(10_000);
  });
});

describe('the title of a document folder', () => {
  it('is the subject and the time of receipt', () => {
    expect(folderTitle('Bewerbung Teamleitung', '2026-11-12T09:41:07.000Z')).toBe('Bewerbung Teamleitung, 2026-11-12 09:41 UTC');
  });
  it('is the time alone when there is no subject', () => {
    expect(folderTitle(' \r\n ', '2026-11-12T09:41:07.000Z')).toBe('2026-11-12 09:41 UTC');
  });
  it('stays within a text column however long the subject is', () => {
    expect([...folderTitle('😀'.repeat(5_000), '2026-11-12T09:41:07.000Z')].length).toBeLessThanOrEqual(255);
  });
});
