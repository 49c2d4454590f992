/** Servers named by SRV records (RFC 6186, RFC 8314). */
import { isPort, serverName } from './host';
import type { ServiceQuestion } from './plan';
import type { ServerOffer, SrvRecord } from './types';

/**
 * The servers of one service, the preferred ones first: lowest priority number, then greatest weight. RFC 2782 draws lots
 * by weight so that many clients spread over the servers; a person is shown one, and the same one each time. A service
 * whose only record has the target "." is decidedly not offered (RFC 2782, RFC 6186 section 3.4).
 */
export function serversOfService({ protocol, security }: ServiceQuestion, records: readonly SrvRecord[]): ServerOffer[] {
  return [...records]
    .sort((a, b) => a.priority - b.priority || b.weight - a.weight || (a.target < b.target ? -1 : 1))
    .flatMap(({ target, port }): ServerOffer[] => {
      const host = target === '.' || target === '' ? null : serverName(target);
      return host === null || !isPort(port) ? [] : [{ protocol, host, port, security, login: null, signIn: 'password' }];
    });
}
