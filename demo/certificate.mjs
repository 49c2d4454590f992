/** A certificate authority for this machine's demo alone, and a certificate for localhost signed by it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const DAY = 86_400_000;

/** @param {number} days */
const validity = (days) => ({ notBeforeDate: new Date(Date.now() - DAY), notAfterDate: new Date(Date.now() + days * DAY) });

/** @param {string} folder */
async function makeCertificates(folder) {
  const authority = await generate([{ name: 'commonName', value: 'Email center demo CA' }], {
    algorithm: 'sha256', keyType: 'ec', ...validity(1000),
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }, { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256', keyType: 'ec', ...validity(390), ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }, { type: 7, ip: '127.0.0.1' }, { type: 7, ip: '::1' }] },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'server.key'), server.private, { mode: 0o600 });
  writeFileSync(path.join(folder, 'server.crt'), server.cert);
  // The CA's key is not kept: nobody can sign anything else with it.
  writeFileSync(path.join(folder, 'ca.crt'), authority.cert);
}

/** @param {string} folder */
function stillValid(folder) {
  const files = ['ca.crt', 'server.crt', 'server.key'].map((name) => path.join(folder, name));
  if (!files.every((file) => existsSync(file))) return false;
  const ends = new X509Certificate(readFileSync(path.join(folder, 'server.crt'))).validTo;
  return Date.parse(ends) > Date.now() + 30 * DAY;
}

/**
 * Makes them at the first call and again shortly before they end.
 * @param {string} folder
 * @returns {Promise<{ key: string, cert: string, caFile: string }>} PEM texts, and the path of the CA's certificate
 */
export async function prepareCertificates(folder) {
  if (!stillValid(folder)) await makeCertificates(folder);
  /** @param {string} name */
  const read = (name) => readFileSync(path.join(folder, name), 'utf8');
  return { key: read('server.key'), cert: read('server.crt'), caFile: path.join(folder, 'ca.crt') };
}
