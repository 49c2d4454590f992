/** Whom discovery asks, as it sees them. What cannot be had rejects with a MailError; "there is none" is an answer. */
import type { SrvRecord, XmlElement } from '../../domain/discovery/types';

export interface NameService {
  /** Empty when there are none. Rejects with `name-not-found` when nobody answers. */
  services(name: string, signal: AbortSignal): Promise<SrvRecord[]>;
  /** Null when there is no such domain. */
  exchanges(domain: string, signal: AbortSignal): Promise<{ exchange: string; priority: number }[] | null>;
}

export interface SettingsDocuments {
  /**
   * The document at an address that begins with `https://`; null when the server or the document does not exist. A
   * redirect is followed within the domain alone. Rejects with `address-forbidden`, `settings-unreadable`, `tls-…` and
   * what else can be wrong with a connection.
   */
  read(url: string, domain: string, signal: AbortSignal): Promise<XmlElement | null>;
}
