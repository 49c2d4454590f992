/** A one-page PDF 1.4 with a title and lines of text in Helvetica. */
import { encodeText } from '../mime/charset.mjs';

/** @param {string} text @returns {string} a PDF string, one character per octet of WinAnsi (windows-1252) */
const pdfString = (text) => `(${encodeText(text, 'windows-1252').toString('latin1').replace(/[\\()]/g, '\\$&')})`;

/** @param {string} title @param {string[]} lines */
function pageContent(title, lines) {
  const rows = lines.map((line) => `${pdfString(line)} Tj T*`).join('\n');
  return `BT /F2 18 Tf 60 770 Td ${pdfString(title)} Tj ET\nBT /F1 11 Tf 16 TL 60 735 Td\n${rows}\nET`;
}

/** @param {string} title @param {string[]} lines at most about 40 @returns {Buffer} */
export function makePdf(title, lines) {
  const content = pageContent(title, lines);
  /** @param {string} name */
  const font = (name) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ];
  let text = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + end, 'latin1');
}
