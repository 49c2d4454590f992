/** Transfer encodings, proper and sloppy: decoded octets and the size that is known without decoding. */
import { base64Lines, file, multi, single } from '../write.mjs';

const data = Buffer.from(Array.from({ length: 1000 }, (_, i) => (i * 37) & 255));
const attached = (encoding, ...body) => multi('multipart/mixed', 'Content-Type: text/plain\r\n\r\nsee file', [`Content-Type: application/octet-stream; name=f\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`, ...body]);
const holds = (content) => ({ text: 'see file', attachments: [file('2', 'f', 'application/octet-stream', content)] });
const decoded = (encoding, body, text) => [single(['Content-Type: text/plain; charset=utf-8', `Content-Transfer-Encoding: ${encoding}`], body), { text }];

/** Written out here, so that the reader is not tested against itself. */
function uuencoded(content, name) {
  const character = (value) => (value === 0 ? '`' : String.fromCharCode(32 + value));
  const lines = [];
  for (let at = 0; at < content.length; at += 45) {
    const line = content.subarray(at, at + 45);
    let out = String.fromCharCode(32 + line.length);
    for (let i = 0; i < line.length; i += 3) {
      const [a = 0, b = 0, c = 0] = line.subarray(i, i + 3);
      out += character(a >> 2) + character(((a & 3) << 4) | (b >> 4)) + character(((b & 15) << 2) | (c >> 6)) + character(c & 63);
    }
    lines.push(out);
  }
  return `begin 644 ${name}\r\n${lines.join('\r\n')}\r\n\`\r\nend`;
}

export const transferCases = [
  ['base64', attached('base64', base64Lines(data)), holds(data)],
  ['base64-in-one-line', attached('BASE64', data.toString('base64')), holds(data)],
  ['base64-with-bare-line-feeds', attached('base64', base64Lines(data).replaceAll('\r\n', '\n')), holds(data)],
  ['base64-without-padding', attached('base64', base64Lines(data).replaceAll('=', '')), holds(data)],
  ['base64-with-garbage', attached('base64', base64Lines(data).replaceAll('\r\n', ' !\r\n\t-')), holds(data)],
  ['base64-in-padded-pieces', attached('base64', base64Lines(data.subarray(0, 100)), '\r\n', base64Lines(data.subarray(100, 201)), '\r\n', base64Lines(data.subarray(201))), holds(data)],
  ['base64-with-one-character-too-many', attached('base64', 'QUJDR'), holds('ABC')],
  ['encoding-name-written-oddly', attached('"Base64"; x=y (comment)', base64Lines(data)), holds(data)],
  ['base64-empty', attached('base64'), holds('')],
  ['quoted-printable-file', attached('quoted-printable', 'a=00=FFb=\r\nc \t\r\nd=20\r\n'), holds(Buffer.from([0x61, 0, 255, 0x62, 0x63, 13, 10, 0x64, 0x20, 13, 10]))],
  ['eight-bit-file', attached('8bit', 'zwei\r\nZeilen ü'), holds('zwei\r\nZeilen ü')],
  ['unknown-encoding-is-left-as-it-is', attached('x-new', 'abc'), holds('abc')],
  ['uuencoded-file', attached('x-uuencode', uuencoded(data, 'f')), holds(data)],
  ['uuencoded-block-stays-in-the-text', ...decoded('7bit', `see\r\n${uuencoded(Buffer.from('Cat'), 'a.txt')}\r\nbye\r\n`, 'see\nbegin 644 a.txt\n#0V%T\n`\nend\nbye\n')],
  ['base64-text', ...decoded('base64', base64Lines('Grüße\nund mehr'), 'Grüße\nund mehr')],
  ['base64-text-with-a-plain-footer', ...decoded('base64', `${base64Lines('Grüße\nund mehrere')}\r\n\r\n_____________________\r\nList mailing list\r\nlist@example.com\r\n`, 'Grüße\nund mehrere')],
  ['base64-text-in-padded-pieces', ...decoded('base64', `${base64Lines('Grüß')}\r\n${base64Lines('e und')}${base64Lines(' weit')}\r\n`, 'Grüße und weit')],
  ['quoted-printable-text', ...decoded('quoted-printable', 'Gr=C3=BC=C3=9Fe =E2=82=AC, soft=\r\n break,   \r\nlower =c3=bc\r\n', 'Grüße €, soft break,\nlower ü\n')],
  ['quoted-printable-garbage', ...decoded('quoted-printable', 'a=ZZb=4 c== d=3', 'a=ZZb=4 c== d=3')],
  ['quoted-printable-soft-break-at-the-end', ...decoded('quoted-printable', 'abc=', 'abc')],
  ['quoted-printable-soft-break-with-spaces', ...decoded('quoted-printable', 'ab= \t\r\nc', 'abc')],
  ['quoted-printable-with-raw-octets', ...decoded('quoted-printable', 'roh ü =C3=BC', 'roh ü ü')],
  ['eight-bit-text', ...decoded('8bit', 'Grüße', 'Grüße')],
];
