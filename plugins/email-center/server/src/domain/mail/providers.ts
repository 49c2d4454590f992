/** Mail providers whose servers are known, to fill the form; the settings are the ones they publish. */
import type { Endpoint } from './account';

export interface MailProvider {
  id: string;
  name: string;
  /** Domains of addresses that surely are with this provider. */
  domains: string[];
  imap: Endpoint;
  smtp: Endpoint;
  /** Key of a hint in the panel's translations; null when the usual password simply works. */
  hint: 'app-password' | 'enable-imap' | 'mail-password' | 'modern-login' | null;
}

const tls = (host: string, port: number): Endpoint => ({ host, port, security: 'tls' });
const starttls = (host: string, port: number): Endpoint => ({ host, port, security: 'starttls' });

type Row = [id: string, name: string, domains: string, imap: Endpoint, smtp: Endpoint, hint?: MailProvider['hint']];

const ROWS: readonly Row[] = [
  ['gmail', 'Google (Gmail, Workspace)', 'gmail.com googlemail.com', tls('imap.gmail.com', 993), tls('smtp.gmail.com', 465), 'app-password'],
  ['microsoft', 'Microsoft 365, Outlook.com', 'outlook.com outlook.de hotmail.com hotmail.de hotmail.nl live.com live.de live.nl msn.com', tls('outlook.office365.com', 993), starttls('smtp.office365.com', 587), 'modern-login'],
  ['icloud', 'Apple iCloud', 'icloud.com me.com mac.com', tls('imap.mail.me.com', 993), starttls('smtp.mail.me.com', 587), 'app-password'],
  ['yahoo', 'Yahoo', 'yahoo.com yahoo.de yahoo.nl yahoo.co.uk yahoo.fr ymail.com rocketmail.com', tls('imap.mail.yahoo.com', 993), tls('smtp.mail.yahoo.com', 465), 'app-password'],
  ['aol', 'AOL', 'aol.com aol.de', tls('imap.aol.com', 993), tls('smtp.aol.com', 465), 'app-password'],
  ['gmx', 'GMX', 'gmx.de gmx.net gmx.at gmx.ch gmx.eu gmx.org', tls('imap.gmx.net', 993), starttls('mail.gmx.net', 587), 'enable-imap'],
  ['gmx-com', 'GMX.com', 'gmx.com gmx.us gmx.co.uk', tls('imap.gmx.com', 993), starttls('mail.gmx.com', 587), 'enable-imap'],
  ['webde', 'WEB.DE', 'web.de email.de', tls('imap.web.de', 993), starttls('smtp.web.de', 587), 'enable-imap'],
  ['mail-com', 'mail.com', 'mail.com email.com', tls('imap.mail.com', 993), starttls('smtp.mail.com', 587), 'enable-imap'],
  ['t-online', 'Telekom', 't-online.de magenta.de', tls('secureimap.t-online.de', 993), tls('securesmtp.t-online.de', 465), 'mail-password'],
  ['freenet', 'freenet', 'freenet.de', tls('mx.freenet.de', 993), tls('mx.freenet.de', 465), 'enable-imap'],
  ['vodafone', 'Vodafone (Arcor, Kabel)', 'vodafonemail.de arcor.de arcormail.de kabelmail.de', tls('imap.vodafonemail.de', 993), starttls('smtp.vodafonemail.de', 587)],
  ['ionos', 'IONOS', 'online.de onlinehome.de', tls('imap.ionos.de', 993), tls('smtp.ionos.de', 465)],
  ['strato', 'STRATO', '', tls('imap.strato.de', 993), tls('smtp.strato.de', 465)],
  ['allinkl', 'ALL-INKL.COM', '', tls('imap.all-inkl.com', 993), tls('smtp.all-inkl.com', 465)],
  ['hosteurope', 'Host Europe', '', tls('imap.hosteurope.de', 993), tls('smtp.hosteurope.de', 465)],
  ['united-domains', 'united-domains', '', tls('imaps.udag.de', 993), tls('smtps.udag.de', 465)],
  ['domainfactory', 'DomainFactory', '', tls('sslin.df.eu', 993), tls('sslout.df.eu', 465)],
  ['mittwald', 'Mittwald', '', tls('mail.agenturserver.de', 993), tls('mail.agenturserver.de', 465)],
  ['mailbox-org', 'mailbox.org', 'mailbox.org', tls('imap.mailbox.org', 993), tls('smtp.mailbox.org', 465)],
  ['posteo', 'Posteo', 'posteo.de posteo.net posteo.at posteo.ch', tls('posteo.de', 993), tls('posteo.de', 465)],
  ['kpn', 'KPN', 'kpnmail.nl kpnplanet.nl planet.nl hetnet.nl', tls('imap.kpnmail.nl', 993), starttls('smtp.kpnmail.nl', 587)],
  ['ziggo', 'Ziggo', 'ziggo.nl home.nl upcmail.nl casema.nl chello.nl', tls('imap.ziggo.nl', 993), starttls('smtp.ziggo.nl', 587)],
  ['transip', 'TransIP', '', tls('imap.transip.email', 993), tls('smtp.transip.email', 465)],
  ['bluewin', 'Swisscom Bluewin', 'bluewin.ch', tls('imaps.bluewin.ch', 993), tls('smtpauths.bluewin.ch', 465)],
  ['hostpoint', 'Hostpoint', '', tls('imap.mail.hostpoint.ch', 993), tls('asmtp.mail.hostpoint.ch', 465)],
  ['infomaniak', 'Infomaniak', 'ik.me ikmail.com', tls('mail.infomaniak.com', 993), tls('mail.infomaniak.com', 465), 'app-password'],
  ['a1', 'A1', 'a1.net aon.at', tls('imap.a1.net', 993), tls('smtp.a1.net', 465)],
  ['world4you', 'World4You', '', tls('imap.world4you.com', 993), starttls('smtp.world4you.com', 587)],
  ['one-com', 'one.com', '', tls('imap.one.com', 993), tls('send.one.com', 465)],
  ['privateemail', 'Namecheap Private Email', '', tls('mail.privateemail.com', 993), tls('mail.privateemail.com', 465)],
  ['godaddy', 'GoDaddy', '', tls('imap.secureserver.net', 993), tls('smtpout.secureserver.net', 465)],
  ['rackspace', 'Rackspace Email', '', tls('secure.emailsrvr.com', 993), tls('secure.emailsrvr.com', 465)],
  ['fastmail', 'Fastmail', 'fastmail.com fastmail.fm', tls('imap.fastmail.com', 993), tls('smtp.fastmail.com', 465), 'app-password'],
  ['zoho', 'Zoho Mail', 'zoho.com zohomail.com', tls('imap.zoho.com', 993), tls('smtp.zoho.com', 465), 'enable-imap'],
  ['zoho-eu', 'Zoho Mail (Europe)', 'zoho.eu zohomail.eu', tls('imap.zoho.eu', 993), tls('smtp.zoho.eu', 465), 'enable-imap'],
  ['yandex', 'Yandex', 'yandex.com yandex.ru ya.ru', tls('imap.yandex.com', 993), tls('smtp.yandex.com', 465), 'app-password'],
  ['ovh', 'OVHcloud', '', tls('ssl0.ovh.net', 993), tls('ssl0.ovh.net', 465)],
  ['orange-fr', 'Orange', 'orange.fr wanadoo.fr', tls('imap.orange.fr', 993), tls('smtp.orange.fr', 465)],
];

export const PROVIDERS: readonly MailProvider[] = ROWS.map(([id, name, domains, imap, smtp, hint = null]) => ({
  id, name, domains: domains === '' ? [] : domains.split(' '), imap, smtp, hint,
}));

/** The provider of an address by its domain, or null when the domain tells nothing. */
export function providerOf(address: string): MailProvider | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).trim().toLowerCase();
  return PROVIDERS.find(({ domains }) => domains.includes(domain)) ?? null;
}
