/** Where the application is to listen, and whether it can. */
import { refusalOf } from './ports.mjs';
import { Trouble } from './tell.mjs';

/** @param {string} code what the system said @param {number} port @param {string} host */
function troubleWith(code, port, host) {
  if (code === 'EADDRINUSE') return new Trouble(`Port ${port} on ${host} is in use.`, `End the program that uses it, or choose another: PORT=${port === 65_535 ? 1337 : port + 1} npm run quickstart`);
  if (code === 'EACCES') return new Trouble(`Port ${port} is only for the system's administrator.`, 'Choose another, 1024 or higher: PORT=1337 npm run quickstart');
  return new Trouble(`Nothing can listen on HOST ${host} (${code}).`, 'HOST has to be an address of this machine: leave it out for this machine alone, or set 0.0.0.0 for all its networks.');
}

/** @param {string} text @returns {number} */
function portOf(text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new Trouble(`PORT is "${text}", which is not a port.`, 'Choose a number from 1024 to 65535: PORT=1337 npm run quickstart');
  return port;
}

/**
 * @param {Record<string, string>} environment reads HOST and PORT
 * @returns {Promise<{ host: string, port: number, url: string }>} `url` as this machine reaches it; rejects with Trouble when nothing can listen there
 */
export async function addressOf(environment) {
  const host = environment.HOST || '127.0.0.1';
  const port = portOf(environment.PORT || '1337');
  const code = await refusalOf(port, host);
  if (code !== null) throw troubleWith(code, port, host);
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return { host, port, url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}` };
}
