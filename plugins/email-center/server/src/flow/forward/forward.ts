/** Forward addresses as the edge calls them. */
import { concealForward, type Concealment } from '../../domain/intake/conceal-forward';
import type { Direction } from '../../domain/intake/types';
import { rotateAddress, type RotatePorts } from './rotate-address';
import { setCounterpart, type CounterpartPorts } from './set-counterpart';

export interface Forward {
  /** For people who must not see forward addresses: takes them out, and tells which accounts are some. */
  conceal(): Promise<Concealment & { isForward(accountId: string): boolean }>;
  rotate(accountId: string, graceDays: number): Promise<void>;
  setCounterpart(documentId: string, said: { address: string; direction: Direction }, userId: number): Promise<{ linked: number }>;
}

export function createForward(ports: RotatePorts & CounterpartPorts): Forward {
  return {
    async conceal() {
      const accounts = await ports.looks.forwardAccounts();
      const ids = new Set(accounts.map(({ id }) => id));
      return { ...concealForward(accounts.map(({ address }) => address)), isForward: (id) => ids.has(id) };
    },
    rotate: (accountId, graceDays) => rotateAddress(ports, accountId, graceDays),
    setCounterpart: (documentId, said, userId) => setCounterpart(ports, documentId, said, userId),
  };
}
