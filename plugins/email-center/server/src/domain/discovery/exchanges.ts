/** Providers told by the servers that a domain's mail is delivered to. */
import { PROVIDERS, type MailProvider } from '../mail/providers';
import { isWithin } from './plan';

/** Suffix of the mail exchanger and the provider's id. Filters that stand before anybody's mailboxes are not in it. */
const EXCHANGES: readonly [suffix: string, provider: string][] = [
  ['google.com', 'gmail'], ['googlemail.com', 'gmail'],
  ['mail.protection.outlook.com', 'microsoft'], ['mail.protection.outlook.de', 'microsoft'], ['mx.microsoft', 'microsoft'], ['outlook.com', 'microsoft'],
  ['mail.icloud.com', 'icloud'], ['yahoodns.net', 'yahoo'],
  ['kundenserver.de', 'ionos'], ['ionos.com', 'ionos'], ['ionos.de', 'ionos'], ['perfora.net', 'ionos'],
  ['rzone.de', 'strato'], ['kasserver.com', 'allinkl'], ['hosteurope.de', 'hosteurope'],
  ['mailbox.org', 'mailbox-org'], ['posteo.de', 'posteo'], ['udag.de', 'united-domains'], ['ispgateway.de', 'domainfactory'],
  ['agenturserver.de', 'mittwald'], ['gmx.net', 'gmx'], ['web.de', 'webde'], ['t-online.de', 't-online'], ['freenet.de', 'freenet'],
  ['transip.email', 'transip'], ['transip.nl', 'transip'], ['kpnmail.nl', 'kpn'], ['ziggo.nl', 'ziggo'],
  ['hostpoint.ch', 'hostpoint'], ['infomaniak.ch', 'infomaniak'], ['infomaniak.com', 'infomaniak'], ['bluewin.ch', 'bluewin'],
  ['world4you.com', 'world4you'], ['a1.net', 'a1'], ['one.com', 'one-com'], ['mail.ovh.net', 'ovh'], ['messagingengine.com', 'fastmail'],
  ['privateemail.com', 'privateemail'], ['secureserver.net', 'godaddy'], ['emailsrvr.com', 'rackspace'], ['yandex.net', 'yandex'], ['orange.fr', 'orange-fr'],
];

/** The provider of the most preferred exchanger that is known; null when none is. Of two suffixes the longer one counts. */
export function providerOfExchanges(exchanges: readonly { exchange: string; priority: number }[]): MailProvider | null {
  for (const { exchange } of [...exchanges].sort((a, b) => a.priority - b.priority)) {
    const host = exchange.toLowerCase().replace(/\.$/, '');
    const [known] = EXCHANGES.filter(([suffix]) => isWithin(host, suffix)).sort(([a], [b]) => b.length - a.length);
    const provider = known === undefined ? undefined : PROVIDERS.find(({ id }) => id === known[1]);
    if (provider) return provider;
  }
  return null;
}

/** Every id that the table above names, for the test that they exist. */
export const EXCHANGE_PROVIDERS: readonly string[] = [...new Set(EXCHANGES.map(([, provider]) => provider))];
