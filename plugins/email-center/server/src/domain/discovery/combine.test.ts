import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../mail/providers';
import { combineFindings, missingProtocols } from './combine';
import { askedAddress } from './plan';
import { findingOfProvider } from './provider-finding';
import type { Finding, Protocol, ServerOffer, Source } from './types';

const asked = askedAddress('anna@firma.example')!;
const offer = (protocol: Protocol, host: string, values: Partial<ServerOffer> = {}): ServerOffer =>
  ({ protocol, host, port: protocol === 'imap' ? 993 : 465, security: 'tls', login: null, signIn: 'password', ...values });
const finding = (source: Source, ...offers: ServerOffer[]): Finding => ({ source, provider: null, name: null, offers });
const both = (source: Source, host: string): Finding => finding(source, offer('imap', host), offer('smtp', host));
const combine = (...findings: Finding[]) => combineFindings(asked, findings);

describe('what is proposed', () => {
  it('says for each server who named it, and how sure that is', () => {
    expect(combine(both('autoconfig', 'mail.firma.example'))).toMatchObject([
      { imap: { host: 'mail.firma.example', from: 'autoconfig' }, smtp: { from: 'autoconfig' }, login: 'anna@firma.example', sureness: 'sure', elsewhere: [] },
    ]);
    expect(combine(both('srv', 'mail.firma.example'))[0]!.sureness).toBe('likely');
    expect(combine(both('guess', 'mail.firma.example'))[0]!.sureness).toBe('guessed');
  });

  it('puts what the domain itself publishes before its name service, and a guess last', () => {
    const proposals = combine(both('guess', 'imap.firma.example'), both('srv', 'srv.firma.example'), both('autoconfig', 'auto.firma.example'), findingOfProvider(PROVIDERS[0]!, 'mail-exchange'));
    expect(proposals.map(({ imap }) => imap.from)).toEqual(['autoconfig', 'srv', 'mail-exchange', 'guess']);
  });

  it('is told once where several say the same, and is surer then', () => {
    const proposals = combine(both('srv', 'mail.firma.example'), { ...both('mail-exchange', 'mail.firma.example'), provider: PROVIDERS[0]!, name: 'Google' });
    expect(proposals).toMatchObject([{ sureness: 'sure', confirmedBy: ['mail-exchange'], provider: { id: 'gmail' }, name: 'Google' }]);
  });

  it('completes one source by the next where nobody names both servers', () => {
    expect(combine(finding('srv', offer('imap', 'mail.firma.example')), finding('guess', offer('smtp', 'smtp.firma.example')))).toMatchObject([
      { imap: { from: 'srv' }, smtp: { host: 'smtp.firma.example', from: 'guess' } },
    ]);
    expect(combine(finding('srv', offer('imap', 'mail.firma.example')))).toMatchObject([{ smtp: null }]);
  });

  it('is nothing where only sending is known', () => {
    expect(combine(finding('srv', offer('smtp', 'mail.firma.example')))).toEqual([]);
  });

  it('prefers encryption from the first octet to STARTTLS, whatever comes first', () => {
    expect(combine(finding('autoconfig', offer('imap', 'a.firma.example', { port: 143, security: 'starttls' }), offer('imap', 'b.firma.example')))[0]!.imap.host).toBe('b.firma.example');
  });

  it('takes the login and the way to sign in from the server for receiving', () => {
    expect(combine(finding('autoconfig', offer('imap', 'mail.firma.example', { login: 'anna', signIn: 'modern-only' })))[0]).toMatchObject({ login: 'anna', signIn: 'modern-only' });
  });

  it('knows a provider by its server, too, for its name and its help', () => {
    expect(combine(both('srv', 'imap.gmail.com'))[0]!.provider?.id).toBe('gmail');
  });
});

describe('a server outside of the address’s domain', () => {
  it('needs the person’s consent where only the name service names it', () => {
    expect(combine(both('srv', 'mail.hoster.example'))[0]!.elsewhere).toEqual(['mail.hoster.example']);
    expect(combine(both('srv', 'mail.firma.example'))[0]!.elsewhere).toEqual([]);
    expect(combine(both('srv', 'notfirma.example'))[0]!.elsewhere).toEqual(['notfirma.example']);
  });

  it('needs none where the domain’s own file names it, as well or alone', () => {
    expect(combine(both('autoconfig', 'mail.hoster.example'))[0]!.elsewhere).toEqual([]);
    expect(combine(both('srv', 'mail.hoster.example'), both('autoconfig', 'mail.hoster.example'))[0]!.elsewhere).toEqual([]);
  });

  it('needs it, too, where it completes what another source said', () => {
    expect(combine(finding('guess', offer('imap', 'imap.firma.example')), finding('srv', offer('smtp', 'out.hoster.example')))[0]!.elsewhere).toEqual(['out.hoster.example']);
  });
});

describe('the usual names', () => {
  it('are tried for what nobody named', () => {
    expect(missingProtocols([])).toEqual(['imap', 'smtp']);
    expect(missingProtocols([finding('srv', offer('imap', 'mail.firma.example'))])).toEqual(['smtp']);
    expect(missingProtocols([both('autoconfig', 'mail.firma.example')])).toEqual([]);
  });
});
