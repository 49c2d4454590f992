import { describe, expect, it } from 'vitest';
import { concealForward } from './conceal-forward';
import { concealHeaders } from './conceal-headers';

const { text } = concealForward(['forward@firm.example']);
const shown = (headers: string): string => concealHeaders(headers, text);
const base64 = (plain: string): string => `=?UTF-8?B?${Buffer.from(plain).toString('base64')}?=`;

describe('the headers of a message, to somebody who must not see forward addresses', () => {
  it.each([
    ['as it is', 'To: <forward@firm.example>\r\nX: a', 'To: <•••>\r\nX: a'],
    ['in a word of base64', `Subject: ${base64('Für forward+k3y@firm.example!')}\r\n`, 'Subject: Für •••!\r\n'],
    ['in a quoted word', 'Subject: =?iso-8859-1?Q?F=FCr_forward=40firm.example?=\r\n', 'Subject: Für •••\r\n'],
    ['cut by two words on two lines', `Subject: ${base64('Für forward@fi')}\r\n ${base64('rm.example')}\r\n`, 'Subject: Für •••\r\n'],
    ['in a charset nobody knows', 'Subject: =?x-none?Q?forward=40firm.example?=\r\n', 'Subject: •••\r\n'],
    ['in base64 that is broken', 'Subject: =?utf-8?B?Zm9yd2FyZEBmaXJtLmV4YW1wbGU=====x?=\r\n', 'Subject: •••\r\n'],
  ])('name none: %s', (_where, headers, expected) => {
    expect(shown(headers)).toBe(expected);
  });

  it('stay as they came where they name none', () => {
    const headers = `Subject: ${base64('Für Anna')}\r\n =?utf-8?Q?und_mehr?= =?\r\nX-A: =?utf-8?B?%%%?=\r\n`;
    expect(shown(headers)).toBe(headers);
  });
});
