import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../mail/providers';
import { EXCHANGE_PROVIDERS, providerOfExchanges } from './exchanges';

const idOf = (...exchanges: string[]) => providerOfExchanges(exchanges.map((exchange, index) => ({ exchange, priority: index * 10 })))?.id;

describe('the provider of a domain of one’s own', () => {
  it.each([
    ['aspmx.l.google.com', 'gmail'], ['firma-example.mail.protection.outlook.com', 'microsoft'], ['firma-example.o-v1.mx.microsoft', 'microsoft'], ['mx00.kundenserver.de', 'ionos'],
    ['smtpin.rzone.de', 'strato'], ['w0123456.kasserver.com', 'allinkl'], ['mx.transip.email', 'transip'], ['mx1.mailbox.org', 'mailbox-org'], ['mta-gw.infomaniak.ch', 'infomaniak'],
    ['mx1.mail.hostpoint.ch', 'hostpoint'], ['in1-smtp.messagingengine.com', 'fastmail'], ['mx1.mail.ovh.net', 'ovh'], ['MX1.ASPMX.L.GOOGLE.COM.', 'gmail'],
  ])('is told by where its mail is delivered: %s', (exchange, id) => {
    expect(idOf(exchange)).toBe(id);
  });

  it('is told by the exchanger that is preferred, of those that are known', () => {
    expect(providerOfExchanges([{ exchange: 'mx.kundenserver.de', priority: 20 }, { exchange: 'aspmx.l.google.com', priority: 10 }])?.id).toBe('gmail');
    expect(idOf('filter.example', 'smtpin.rzone.de')).toBe('strato');
  });

  it('is not told by a name that only looks alike, nor by nothing', () => {
    expect(idOf('notgoogle.com')).toBeUndefined();
    expect(idOf('google.com.attacker.example')).toBeUndefined();
    expect(idOf()).toBeUndefined();
  });

  it('is one of the table', () => {
    const ids = new Set(PROVIDERS.map(({ id }) => id));
    expect(EXCHANGE_PROVIDERS.filter((id) => !ids.has(id))).toEqual([]);
  });
});
