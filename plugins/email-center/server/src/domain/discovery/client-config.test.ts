import { describe, expect, it } from 'vitest';
import { readClientConfig } from './client-config';
import { askedAddress } from './plan';
import type { XmlElement } from './types';

const asked = askedAddress('Anna.Weber@firma.example')!;
const element = (name: string, content: string | XmlElement[] = '', attributes: Record<string, string> = {}): XmlElement =>
  ({ name, attributes, text: typeof content === 'string' ? content : '', children: typeof content === 'string' ? [] : content });
const server = (values: Record<string, string | string[]>, type = 'imap', name = 'incomingServer'): XmlElement =>
  element(name, Object.entries({ hostname: 'mail.firma.example', port: '993', socketType: 'SSL', username: '%EMAILADDRESS%', ...values })
    .flatMap(([child, value]) => [value].flat().map((text) => element(child, text))), { type });
const config = (...servers: XmlElement[]): XmlElement => element('clientConfig', [element('emailProvider', [element('displayName', 'Firma Mail'), ...servers])]);
const offers = (...servers: XmlElement[]) => readClientConfig(config(...servers), asked)!.offers;

describe('the file of settings of a domain', () => {
  it('names servers for receiving and for sending, in its own order', () => {
    const finding = readClientConfig(config(server({}), server({ port: '465' }, 'smtp', 'outgoingServer')), asked);
    expect(finding).toMatchObject({ source: 'autoconfig', name: 'Firma Mail', offers: [{ protocol: 'imap', host: 'mail.firma.example', port: 993, security: 'tls' }, { protocol: 'smtp', port: 465, security: 'tls' }] });
  });

  it('is never followed to a server without encryption', () => {
    expect(offers(server({ socketType: 'plain', port: '143' }))).toEqual([]);
    expect(offers(server({ socketType: '' }))).toEqual([]);
    expect(offers(server({ socketType: 'STARTTLS', port: '143' }))).toMatchObject([{ security: 'starttls', port: 143 }]);
  });

  it('is not read for POP3, nor for anything else that is not IMAP and SMTP', () => {
    expect(offers(server({}, 'pop3'), server({}, 'exchange'), server({}, 'smtp', 'incomingServer'))).toEqual([]);
  });

  it.each([['%EMAILADDRESS%', 'Anna.Weber@firma.example'], ['%EMAILLOCALPART%', 'Anna.Weber'], ['%EMAILLOCALPART%@%EMAILDOMAIN%', 'Anna.Weber@firma.example'], ['firma-%EMAILLOCALPART%', 'firma-Anna.Weber']])(
    'says how to log in, with the address filled in: %s', (username, login) => {
      expect(offers(server({ username }))[0]!.login).toBe(login);
    });

  it('leaves the login open where it asks for something that is not known', () => {
    expect(offers(server({ username: '%REALNAME%' }))[0]!.login).toBeNull();
    expect(offers(server({ username: '' }))[0]!.login).toBeNull();
  });

  it('may name its servers below the domain that was asked', () => {
    expect(offers(server({ hostname: 'imap.%EMAILDOMAIN%' }))[0]!.host).toBe('imap.firma.example');
  });

  it('tells where a password will not do', () => {
    expect(offers(server({ authentication: ['OAuth2'] }))[0]!.signIn).toBe('modern-only');
    expect(offers(server({ authentication: ['OAuth2', 'password-cleartext'] }))[0]!.signIn).toBe('either');
    expect(offers(server({ authentication: ['password-encrypted'] }))[0]!.signIn).toBe('password');
    expect(offers(server({}))[0]!.signIn).toBe('password');
  });

  it('is believed no nonsense: numbers for names, ports that are none, names with control characters', () => {
    expect(offers(server({ hostname: '127.0.0.1' }), server({ hostname: 'http://mail.example' }), server({ hostname: '%UNKNOWN%' }), server({ port: '0' }), server({ port: '99999' }), server({ port: 'x' }))).toEqual([]);
    expect(readClientConfig(element('clientConfig', [element('emailProvider', [element('displayName', `Firma\u0000${'x'.repeat(500)}`)])]), asked)!.name).toHaveLength(80);
  });

  it('is not any other document', () => {
    expect(readClientConfig(element('html'), asked)).toBeNull();
    expect(readClientConfig(element('clientConfig'), asked)).toBeNull();
  });
});
