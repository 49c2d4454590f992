import type { PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateInfo } from '../../flow/ports';

export function certificateOf(socket: TLSSocket): CertificateInfo {
  const certificate = socket.getPeerCertificate();
  return {
    subject: nameOf(certificate.subject), issuer: nameOf(certificate.issuer),
    validFrom: iso(certificate.valid_from), validTo: iso(certificate.valid_to), protocol: socket.getProtocol() ?? '',
  };
}

/** What people know an authority by: its organisation, else its common name. */
function nameOf(name: Partial<PeerCertificate['issuer']> | undefined): string {
  const { O: organisation, CN: common } = name ?? {};
  const parts = [organisation, common].flat().filter((part): part is string => part !== undefined);
  return [...new Set(parts)].join(', ');
}

function iso(date: string): string {
  const time = Date.parse(date);
  return Number.isNaN(time) ? date : new Date(time).toISOString();
}
