/** Ports of this machine: which are free. */
import net from 'node:net';

/** @param {number} port 0 for any @param {string} host @returns {Promise<number>} the port; rejects with the system's refusal */
function tryPort(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}

/** @param {number} port @param {string} host @returns {Promise<string | null>} null when one can listen there, else the system's code, e.g. `EADDRINUSE` */
export const refusalOf = (port, host) => tryPort(port, host).then(() => null, (error) => String(error.code ?? error));

/** @param {number} port @param {string} host */
export const isFree = async (port, host) => (await refusalOf(port, host)) === null;

/** @param {number} preferred @param {string} host @returns {Promise<number>} rejects when none is free */
export const freePort = (preferred, host) => tryPort(preferred, host).catch(() => tryPort(0, host));
