/** Address fields. */
import { octets } from '../write.mjs';

const from = (value, expected) => [octets(`From: ${value}\r\nSubject: s\r\n\r\nx`), { from: expected }];
const to = (value, expected) => [octets(`From: a@example.com\r\nTo: ${value}\r\n\r\nx`), { to: expected }];
const who = (name, address) => ({ name, address });

export const addressCases = [
  ['address-bare', ...from('a@example.com', [who('', 'a@example.com')])],
  ['address-quoted-name-with-comma', ...from('"Müller, Anna" <anna@example.com>', [who('Müller, Anna', 'anna@example.com')])],
  ['address-encoded-name-with-comma', ...from('=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@example.com>', [who('Müller, Anna', 'anna@example.com')])],
  ['address-encoded-name-in-quotes', ...from('"=?utf-8?B?TcO8bGxlcg==?=" <anna@example.com>', [who('Müller', 'anna@example.com')])],
  ['address-as-comment', ...from('anna@example.com (Anna Müller)', [who('Anna Müller', 'anna@example.com')])],
  ['address-escaped-quote', ...from('"Anna \\"A\\" B" <anna@example.com>', [who('Anna "A" B', 'anna@example.com')])],
  ['address-not-usable-keeps-its-text', ...from('a@b@c', [who('a@b@c', '')])],
  ['address-name-only', ...from('Mail Delivery Subsystem', [who('Mail Delivery Subsystem', '')])],
  ['address-never-from-a-name', ...from('"boss@example.com" <thief@example.net>', [who('boss@example.com', 'thief@example.net')])],
  ['address-never-from-an-encoded-word', ...from('=?utf-8?Q?boss=40example.com?= <thief@example.net>', [who('boss@example.com', 'thief@example.net')])],
  ['address-international-domain', ...from('Anna <anna@bücher.example>', [who('Anna', 'anna@bücher.example')])],
  ['address-punycode-domain', ...from('Anna <anna@xn--bcher-kva.example>', [who('Anna', 'anna@xn--bcher-kva.example')])],
  ['addresses-many', ...to('"A" <a@example.org>, b@example.org,, C D <c@example.org> ,', [who('A', 'a@example.org'), who('', 'b@example.org'), who('C D', 'c@example.org')])],
  ['addresses-folded', ...to('A <a@example.org>,\r\n\tB <b@example.org>', [who('A', 'a@example.org'), who('B', 'b@example.org')])],
  ['addresses-in-a-group', ...to('Team: A <a@example.org>, b@example.org;, c@example.org', [who('A', 'a@example.org'), who('', 'b@example.org'), who('', 'c@example.org')])],
  ['addresses-of-an-empty-group', ...to('undisclosed-recipients:;', [])],
  ['address-at-an-ipv4-literal', ...to('a@[127.0.0.1], B <b@[192.0.2.1]>', [who('', 'a@[127.0.0.1]'), who('B', 'b@[192.0.2.1]')])],
  ['address-at-an-ipv6-literal', ...to('a@[IPv6:2001:db8::1], c@example.org', [who('', 'a@[IPv6:2001:db8::1]'), who('', 'c@example.org')])],
  ['address-quote-never-closed', ...to('"Anna <a@example.org>, c@example.org', [who('Anna', 'a@example.org'), who('', 'c@example.org')])],
  ['address-second-quote-never-closed', ...to('"B, C" <b@example.org>, "Anna <a@example.org>', [who('B, C', 'b@example.org'), who('Anna', 'a@example.org')])],
  ['address-never-from-a-line-that-is-no-field', octets('From: a@example.com\r\n<evil@example.net>\r\n more\r\nSubject: s\r\n\r\nx'), { from: [who('', 'a@example.com')], subject: 's' }],
  ['address-name-without-direction-and-control-characters', ...from('"A\u202Egnp.exe\u2066\u0085\u0007" <a@example.com>', [who('Agnp.exe', 'a@example.com')])],
  ['address-encoded-name-with-direction-characters', ...from('=?utf-8?Q?A=E2=80=AEB=1B?= <a@example.com>', [who('AB', 'a@example.com')])],
  ['address-fields-all', octets('From: a@example.com\r\nSender: s@example.com\r\nReply-To: r@example.com\r\nTo: t@example.com\r\nCc: c@example.com\r\nBcc: b@example.com\r\n\r\nx'), {
    from: [who('', 'a@example.com')], sender: [who('', 's@example.com')], replyTo: [who('', 'r@example.com')], to: [who('', 't@example.com')], cc: [who('', 'c@example.com')], bcc: [who('', 'b@example.com')],
  }],
];
