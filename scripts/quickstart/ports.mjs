/** Ports of this machine: which are free. */
import net from 'node:net';

/** @param {number} port 0 for any @param {string} host @returns {Promise<number | null>} the port, or null when it is taken */
function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}

/** @param {number} port @param {string} host */
export const isFree = async (port, host) => (await tryPort(port, host)) !== null;

/** @param {number} preferred @param {string} host */
export async function freePort(preferred, host) {
  const port = (await tryPort(preferred, host)) ?? (await tryPort(0, host));
  if (port === null) throw new Error(`No port is free on ${host}.`);
  return port;
}
