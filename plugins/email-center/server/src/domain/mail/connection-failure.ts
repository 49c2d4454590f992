/** What went wrong between us and a server, from the error codes of sockets, name look-ups and TLS; pure, for all protocols. */
import type { MailErrorData } from './mail-error';

/** The server as a person typed it; stands in the sentences. */
export interface ServerName {
  host: string;
  port: number;
}

type Sentence = (server: ServerName) => Omit<MailErrorData, 'detail'>;

const place = ({ host, port }: ServerName): string => `${host}, port ${port}`;

const notFound: Sentence = ({ host }) => ({ kind: 'transient', code: 'name-not-found', remedier: 'owner', message: `There is no server named ${host}: check the spelling of the host name.` });
const namesSilent: Sentence = ({ host }) => ({ kind: 'transient', code: 'name-not-found', remedier: 'administrator', message: `The name ${host} could not be looked up, because the name service did not answer.` });
const closed: Sentence = (server) => ({ kind: 'transient', code: 'port-closed', remedier: 'owner', message: `Nothing listens at ${place(server)}: check the port.` });
const unreachable: Sentence = (server) => ({ kind: 'transient', code: 'host-unreachable', remedier: 'administrator', message: `There is no way through the network to ${place(server)}: check network and firewall of this installation.` });
const silent: Sentence = (server) => ({ kind: 'transient', code: 'no-answer', remedier: 'owner', message: `The server ${place(server)} does not answer: check port and security, or try again later.` });
const lost: Sentence = (server) => ({ kind: 'transient', code: 'connection-lost', remedier: 'provider', message: `The server ${place(server)} ended the connection.` });
const expired: Sentence = (server) => ({ kind: 'tls', code: 'tls-expired', remedier: 'provider', message: `The certificate of ${place(server)} has expired: its operator has to renew it.` });
const notYet: Sentence = (server) => ({ kind: 'tls', code: 'tls-not-yet-valid', remedier: 'administrator', message: `The certificate of ${place(server)} is not valid yet: check the clock of this installation.` });
const selfSigned: Sentence = (server) => ({ kind: 'tls', code: 'tls-self-signed', remedier: 'administrator', message: `The certificate of ${place(server)} is self-signed: its operator has to install one of a known authority, or the administrator adds it to the trusted ones.` });
const untrusted: Sentence = (server) => ({ kind: 'tls', code: 'tls-untrusted', remedier: 'administrator', message: `The certificate of ${place(server)} comes from an authority that is not trusted here: the administrator can add it to the trusted ones.` });
const wrongName: Sentence = (server) => ({ kind: 'tls', code: 'tls-wrong-name', remedier: 'owner', message: `The certificate of ${place(server)} is for another name: enter the host name the provider states.` });
const tlsFailed: Sentence = (server) => ({ kind: 'tls', code: 'tls-failed', remedier: 'owner', message: `No encrypted connection came about with ${place(server)}: check whether the port wants TLS at once or STARTTLS.` });

const BY_CODE: Readonly<Record<string, Sentence>> = {
  ENOTFOUND: notFound, ENODATA: notFound, EAI_NONAME: notFound, EAI_NODATA: notFound, EBADNAME: notFound,
  EAI_AGAIN: namesSilent, ESERVFAIL: namesSilent, EDNS: namesSilent, ETIMEOUT_DNS: namesSilent,
  ECONNREFUSED: closed,
  EHOSTUNREACH: unreachable, ENETUNREACH: unreachable, ENETDOWN: unreachable, EHOSTDOWN: unreachable, EADDRNOTAVAIL: unreachable, EACCES: unreachable, EPERM: unreachable,
  ETIMEDOUT: silent, ETIMEOUT: silent, CONNECT_TIMEOUT: silent, GREETING_TIMEOUT: silent, UPGRADE_TIMEOUT: silent, ERR_SOCKET_CONNECTION_TIMEOUT: silent,
  ECONNRESET: lost, ECONNABORTED: lost, EPIPE: lost, ECONNECTION: lost, NoConnection: lost, EConnectionClosed: lost, ClosedAfterConnectText: lost, ClosedAfterConnectTLS: lost, StateLogout: lost,
  CERT_HAS_EXPIRED: expired, CERT_NOT_YET_VALID: notYet,
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted, UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted, UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted, CERT_UNTRUSTED: untrusted, CERT_REJECTED: untrusted, CERT_REVOKED: untrusted,
  CERT_CHAIN_TOO_LONG: untrusted, CERT_SIGNATURE_FAILURE: untrusted, INVALID_CA: untrusted, INVALID_PURPOSE: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: wrongName, HOSTNAME_MISMATCH: wrongName,
};

/**
 * The failure behind a code such as `ECONNREFUSED` or `CERT_HAS_EXPIRED` (Node, OpenSSL and imapflow use them alike);
 * null when the code tells nothing about the connection.
 */
export function connectionFailure(code: string | undefined, server: ServerName, detail?: string): MailErrorData | null {
  const sentence = code === undefined ? undefined : (BY_CODE[code] ?? (/^(ERR_SSL|ERR_TLS|EPROTO$|ERR_OSSL|STARTTLS_INJECTION)/.test(code) ? tlsFailed : undefined));
  if (!sentence) return null;
  return { ...sentence(server), ...(detail === undefined ? {} : { detail }) };
}

/** Where it stands the operator lets nobody connect to; its address is not told, because that would answer what is not to be asked. */
export function addressForbidden({ host }: ServerName): MailErrorData {
  return { kind: 'transient', code: 'address-forbidden', remedier: 'administrator', message: `The server ${host} has an address of a private network, and this installation connects to public mail servers only.` };
}

export function portForbidden(server: ServerName): MailErrorData {
  return { kind: 'transient', code: 'port-forbidden', remedier: 'administrator', message: `This installation does not connect to ${place(server)}: only certain ports are allowed for mail servers.` };
}

/** The server speaks plain text only, so it is not spoken to (S4.5). */
export function starttlsMissing(server: ServerName): MailErrorData {
  return { kind: 'tls', code: 'starttls-missing', remedier: 'provider', message: `The server ${place(server)} offers no encryption (STARTTLS): ask the provider for its encrypted port.` };
}

/** The server answers, but not in the protocol expected of it. */
export function notAMailServer(server: ServerName, detail: string): MailErrorData {
  return { kind: 'transient', code: 'not-a-mail-server', remedier: 'owner', message: `What answers at ${place(server)} does not speak the mail protocol expected there: check the port.`, detail };
}

/** The caller no longer wants the answer. */
export const CANCELLED: MailErrorData = { kind: 'transient', code: 'cancelled', remedier: 'administrator', message: 'The work was cancelled.' };
