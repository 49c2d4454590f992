/** Charsets and wrong labels. Octets are written in hexadecimal where no encoder of Node gives them. */
import { single } from '../write.mjs';

const hex = (text) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const latin1 = (text) => Buffer.from(text, 'latin1');
const plain = (charset, octets, cte = '8bit') => single([`Subject: test`, `Content-Type: text/plain${charset === '' ? '' : `; charset=${charset}`}`, `Content-Transfer-Encoding: ${cte}`], octets);

export const charsetCases = [
  ['utf-8', plain('utf-8', Buffer.from('Grüße € 日本 😀')), { text: 'Grüße € 日本 😀' }],
  ['utf-8-with-byte-order-mark', plain('utf-8', hex('efbbbf 48 69')), { text: 'Hi' }],
  ['iso-2022-jp', plain('iso-2022-jp', hex('1b2442 467c4b5c386c 1b2842')), { text: '日本語' }],
  ['iso-2022-jp-with-nec-characters', plain('iso-2022-jp', hex('1b2442 2d217c62 1b2842')), { text: '①髙' }],
  ['iso-2022-jp-without-label', plain('', hex('1b2442 467c4b5c386c 1b2842')), { text: '日本語' }],
  ['iso-2022-jp-with-escapes-that-meet', plain('iso-2022-jp', hex('1b2442 467c4b5c 1b2842 1b2442 386c 1b284a 1b2842 21')), { text: '日本語!' }],
  ['shift-jis', plain('shift_jis', hex('93fa 967b 8cea 835c 955c')), { text: '日本語ソ表' }],
  ['euc-jp', plain('euc-jp', hex('c6fc cbdc b8ec')), { text: '日本語' }],
  ['euc-kr', plain('euc-kr', hex('c7d1 b1b9 beee')), { text: '한국어' }],
  ['iso-2022-kr', plain('iso-2022-kr', hex('1b242943 0e 475131393e6e 0f 206f6b')), { text: '한국어 ok' }],
  ['iso-2022-kr-without-label', plain('', hex('1b242943 0e 475131393e6e 0f 206f6b')), { text: '한국어 ok' }],
  ['hz-gb-2312', plain('hz-gb-2312', latin1('~{VPND~} ok ~~ so~\r\nft')), { text: '中文 ok ~ soft' }],
  ['ks-c-5601-means-cp949', plain('ks_c_5601-1987', hex('c7d1 20 8c63')), { text: '한 똠' }],
  ['gb18030-in-base64', plain('gb18030', Buffer.from(hex('d6d0 cec4 8139ee39').toString('base64')), 'base64'), { text: '中文㐀' }],
  ['gb2312-means-gbk', plain('gb2312', hex('e946 d6d0 cec4')), { text: '镕中文' }],
  ['big5', plain('big5', hex('a4a4 a4e5')), { text: '中文' }],
  ['iso-8859-1-means-windows-1252', plain('iso-8859-1', hex('93 73 94 20 80 35 20 96 20 6f6b')), { text: '“s” €5 – ok' }],
  ['us-ascii-that-is-windows-1252', plain('us-ascii', hex('93 73 94 20 80 35 20 e9')), { text: '“s” €5 é' }],
  ['us-ascii-that-is-utf-8', plain('us-ascii', Buffer.from('Grüße')), { text: 'Grüße' }],
  ['iso-8859-1-that-is-utf-8', plain('iso-8859-1', Buffer.from('Grüße aus Köln')), { text: 'Grüße aus Köln' }],
  ['utf-8-that-is-windows-1252', plain('utf-8', hex('4772 fc df 65 20 93 78 94 20 80')), { text: 'Grüße “x” €' }],
  ['utf-8-with-one-broken-octet', plain('utf-8', Buffer.concat([Buffer.from('Grüße und '), hex('ff'), Buffer.from(' Öl äöü')])), { text: 'Grüße und \uFFFD Öl äöü' }],
  ['no-label-utf-8', plain('', Buffer.from('Grüße €')), { text: 'Grüße €' }],
  ['no-label-windows-1252', plain('', hex('4772 fc df 65 20 93 78 94')), { text: 'Grüße “x”' }],
  ['windows-1251', plain('windows-1251', hex('cf f0 e8 e2 e5 f2')), { text: 'Привет' }],
  ['koi8-r', plain('koi8-r', hex('f0 d2 c9 d7 c5 d4')), { text: 'Привет' }],
  ['iso-8859-2', plain('iso-8859-2', hex('a3 f3 64 bc')), { text: 'Łódź' }],
  ['iso-8859-15', plain('iso-8859-15', hex('a4 bd')), { text: '€œ' }],
  ['iso-8859-8-i', plain('iso-8859-8-i', hex('f9 ec e5 ed')), { text: 'שלום' }],
  ['tis-620', plain('tis-620', hex('ca c7 d1 ca b4 d5')), { text: 'สวัสดี' }],
  ['cp850', plain('cp850', hex('4772 81 e1 65')), { text: 'Grüße' }],
  ['macintosh', plain('macintosh', hex('4772 9f a7 65')), { text: 'Grüße' }],
  ['utf-7', plain('utf-7', latin1('Hi +AKM-1 +ZeVnLIqe-')), { text: 'Hi £1 日本語' }],
  ['utf-16le-in-base64', plain('utf-16le', Buffer.from(Buffer.from('Grüße', 'utf16le').toString('base64')), 'base64'), { text: 'Grüße' }],
  ['unknown-8bit', plain('unknown-8bit', Buffer.from('Grüße')), { text: 'Grüße' }],
  ['a-charset-nobody-knows', plain('x-klingon', hex('4772 fc df 65')), { text: 'Grüße' }],
  ['charset-in-quotes-with-comment', plain('"windows-1251" (cyrillic)', hex('cf f0')), { text: 'Пр' }],
  ['html-charset-only-in-meta', single(['Subject: t', 'Content-Type: text/html'], '<html><meta charset="windows-1251"><p>', hex('cf f0 e8 e2 e5 f2'), '</p></html>'), { text: 'Привет' }],
  ['html-charset-in-http-equiv', single(['Subject: t', 'Content-Type: text/html; charset=utf-8'], '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>', hex('f0 d2 c9 d7 c5 d4'), '</p>'), { text: 'Привет' }],
];
