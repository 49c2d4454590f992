/** Forward addresses as the edge calls them. */
import type { Direction } from '../../domain/intake/types';
import { rotateAddress, type RotatePorts } from './rotate-address';
import { setCounterpart, type CounterpartPorts } from './set-counterpart';

export interface Forward {
  rotate(accountId: string, graceDays: number): Promise<void>;
  setCounterpart(documentId: string, said: { address: string; direction: Direction }, userId: number): Promise<{ linked: number }>;
}

export function createForward(ports: RotatePorts & CounterpartPorts): Forward {
  return {
    rotate: (accountId, graceDays) => rotateAddress(ports, accountId, graceDays),
    setCounterpart: (documentId, said, userId) => setCounterpart(ports, documentId, said, userId),
  };
}
