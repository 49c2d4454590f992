/**
 * Certificates made at test time by a certificate authority of the test's own.
 *
 *   const authority = await createAuthority(folder);
 *   authority.caFile                          // PEM file to hand to `caFile` options
 *   await authority.issue('valid')            // { certFile, keyFile, cert, key } for localhost and 127.0.0.1
 *   await authority.issue('valid', ['mail.firma.test'])   // for these names instead
 *   await authority.issue('expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed')
 *
 * Keys are elliptic (P-256): making one takes a millisecond, an RSA key up to a second.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

export type CertificateFlaw = 'valid' | 'expired' | 'not-yet-valid' | 'wrong-name' | 'self-signed';

export interface IssuedCertificate {
  certFile: string;
  keyFile: string;
  cert: string;
  key: string;
}

export interface TestAuthority {
  /** PEM file of the authority's certificate. */
  caFile: string;
  issue(flaw: CertificateFlaw, names?: readonly string[]): Promise<IssuedCertificate>;
}

const DAY = 86_400_000;

export async function createAuthority(folder: string): Promise<TestAuthority> {
  const root = await generate([{ name: 'commonName', value: 'Test authority' }], {
    keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(Date.now() - DAY), notAfterDate: new Date(Date.now() + 30 * DAY),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
  });
  const caFile = join(folder, 'authority.pem');
  await writeFile(caFile, root.cert);

  return {
    caFile,
    async issue(flaw, names) {
      const made = await generate([{ name: 'commonName', value: flaw === 'wrong-name' ? 'mail.elsewhere.test' : (names?.[0] ?? 'localhost') }], {
        keyType: 'ec', algorithm: 'sha256', ...validity(flaw),
        extensions: [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true },
          { name: 'extKeyUsage', serverAuth: true },
          { name: 'subjectAltName', altNames: flaw === 'wrong-name'
            ? [{ type: 2, value: 'mail.elsewhere.test' }]
            : names?.map((value) => ({ type: 2 as const, value })) ?? [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }] },
        ],
        ...(flaw === 'self-signed' ? {} : { ca: { key: root.private, cert: root.cert } }),
      });
      const name = [flaw, ...(names ?? [])].join('-');
      const certFile = join(folder, `${name}.cert.pem`);
      const keyFile = join(folder, `${name}.key.pem`);
      await Promise.all([writeFile(certFile, made.cert), writeFile(keyFile, made.private)]);
      return { certFile, keyFile, cert: made.cert, key: made.private };
    },
  };
}

function validity(flaw: CertificateFlaw): { notBeforeDate: Date; notAfterDate: Date } {
  const now = Date.now();
  if (flaw === 'expired') return { notBeforeDate: new Date(now - 20 * DAY), notAfterDate: new Date(now - DAY) };
  if (flaw === 'not-yet-valid') return { notBeforeDate: new Date(now + 5 * DAY), notAfterDate: new Date(now + 20 * DAY) };
  return { notBeforeDate: new Date(now - DAY), notAfterDate: new Date(now + 20 * DAY) };
}
