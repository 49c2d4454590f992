/** What the test of an account asks, step by step, and the message it sends. */
import type { ConnectionSettings } from '../../domain/mail/account';

export interface CertificateInfo {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  protocol: string;
}

/** Where mail servers are, and which of that the operator lets be connected to. */
export interface ServerAddresses {
  /** IP addresses of the name that may be connected to; rejects with `name-not-found` and `address-forbidden`. */
  find(host: string, signal?: AbortSignal): Promise<string[]>;
  /**
   * The address to connect to instead of the name, so that what was allowed is what is reached; null when all are
   * allowed and the name will do. Rejects besides with `port-forbidden`.
   */
  pin(server: { host: string; port: number }, signal?: AbortSignal): Promise<string | null>;
}

/** Single probes, so that the test of an account can say which step failed (S1.5, S4.5). */
export interface ServerProbe {
  /** IP addresses of the name; rejects with `name-not-found`, `address-forbidden`. */
  resolve(host: string, signal?: AbortSignal): Promise<string[]>;
  /** Opens and closes a TCP connection; rejects with `port-closed`, `no-answer`, `host-unreachable`, `port-forbidden`. */
  reach(host: string, port: number, signal?: AbortSignal): Promise<void>;
  /** TLS at once or after STARTTLS, certificate verified; returns the certificate and the server's greeting. */
  secure(protocol: 'imap' | 'smtp', endpoint: ConnectionSettings['imap'], signal?: AbortSignal): Promise<{ certificate: CertificateInfo; greeting: string }>;
}

export interface OutgoingMail {
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  headers?: Record<string, string>;
}

export interface MailSender {
  /** Logs in and out again. */
  verify(settings: ConnectionSettings, signal?: AbortSignal): Promise<{ greeting: string }>;
  send(settings: ConnectionSettings, mail: OutgoingMail, signal?: AbortSignal): Promise<{ response: string }>;
}
