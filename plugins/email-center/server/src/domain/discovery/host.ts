import { asciiDomain } from '../mail/address';

const HOST = /^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The name of a server as somebody else wrote it, in the one form names are compared in; null for what is none, IP addresses among them. */
export function serverName(written: string): string | null {
  const host = asciiDomain(written.trim().replace(/\.$/, ''));
  return host !== null && HOST.test(host) ? host : null;
}

export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;
