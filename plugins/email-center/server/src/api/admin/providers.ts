/** Common mail providers with their published server names, to fill the form. Others are typed by hand. */
import type { ProviderDto } from '../../../../shared/contracts';

const tls = (host: string, port: number) => ({ host, port, security: 'tls' as const });
const starttls = (host: string, port: number) => ({ host, port, security: 'starttls' as const });

export const PROVIDERS: readonly ProviderDto[] = [
  {
    id: 'gmail', name: 'Google (Gmail, Workspace)', domains: ['gmail.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993), smtp: tls('smtp.gmail.com', 465), hint: 'app-password',
  },
  {
    id: 'icloud', name: 'Apple iCloud', domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: tls('imap.mail.me.com', 993), smtp: starttls('smtp.mail.me.com', 587), hint: 'app-password',
  },
  {
    id: 'yahoo', name: 'Yahoo', domains: ['yahoo.com', 'yahoo.de', 'ymail.com'],
    imap: tls('imap.mail.yahoo.com', 993), smtp: tls('smtp.mail.yahoo.com', 465), hint: 'app-password',
  },
  { id: 'gmx', name: 'GMX', domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch'], imap: tls('imap.gmx.net', 993), smtp: starttls('mail.gmx.net', 587), hint: 'enable-imap' },
  { id: 'webde', name: 'WEB.DE', domains: ['web.de'], imap: tls('imap.web.de', 993), smtp: starttls('smtp.web.de', 587), hint: 'enable-imap' },
  {
    id: 'ionos', name: 'IONOS', domains: ['online.de', 'onlinehome.de'],
    imap: tls('imap.ionos.de', 993), smtp: tls('smtp.ionos.de', 465), hint: null,
  },
  { id: 'strato', name: 'STRATO', domains: [], imap: tls('imap.strato.de', 993), smtp: tls('smtp.strato.de', 465), hint: null },
  {
    id: 't-online', name: 'Telekom', domains: ['t-online.de', 'magenta.de'],
    imap: tls('secureimap.t-online.de', 993), smtp: tls('securesmtp.t-online.de', 465), hint: 'mail-password',
  },
  { id: 'mailbox-org', name: 'mailbox.org', domains: ['mailbox.org'], imap: tls('imap.mailbox.org', 993), smtp: tls('smtp.mailbox.org', 465), hint: null },
  { id: 'posteo', name: 'Posteo', domains: ['posteo.de', 'posteo.net'], imap: tls('posteo.de', 993), smtp: tls('posteo.de', 465), hint: null },
  { id: 'fastmail', name: 'Fastmail', domains: ['fastmail.com', 'fastmail.fm'], imap: tls('imap.fastmail.com', 993), smtp: tls('smtp.fastmail.com', 465), hint: 'app-password' },
  { id: 'kpn', name: 'KPN', domains: ['kpnmail.nl', 'kpnplanet.nl', 'planet.nl', 'hetnet.nl'], imap: tls('imap.kpnmail.nl', 993), smtp: starttls('smtp.kpnmail.nl', 587), hint: null },
  { id: 'ziggo', name: 'Ziggo', domains: ['ziggo.nl', 'home.nl', 'upcmail.nl'], imap: tls('imap.ziggo.nl', 993), smtp: starttls('smtp.ziggo.nl', 587), hint: null },
  { id: 'transip', name: 'TransIP', domains: [], imap: tls('imap.transip.email', 993), smtp: tls('smtp.transip.email', 465), hint: null },
];
