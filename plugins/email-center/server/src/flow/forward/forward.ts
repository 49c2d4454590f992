/** Forward addresses as the edge calls them. */
import { concealForward, type Concealment } from '../../domain/intake/conceal-forward';
import type { Direction } from '../../domain/intake/types';
import type { StoredMessage, Viewer } from '../queries';
import { copiesElsewhere, findNamelessCopy, namesInPart, type CopyPorts } from './nameless-copy';
import { rotateAddress, type RotatePorts } from './rotate-address';
import { setCounterpart, type CounterpartPorts } from './set-counterpart';

export interface Forward {
  /** Those in use, for people who see them. */
  list(): Promise<{ id: string; name: string; address: string }[]>;
  /** For people who must not see forward addresses: takes them out. */
  conceal(): Promise<Concealment>;
  /** For them, too: the key of a stored copy that names no forward address and was not read at one; null when each of those the viewer sees does. */
  namelessCopy(viewer: Viewer, message: StoredMessage): Promise<string | null>;
  /** The key of a stored copy that was not read at a forward address, whatever it names; null when the viewer sees no other. */
  copyElsewhere(viewer: Viewer, message: StoredMessage): Promise<string | null>;
  /** Whether this file of a message names one, as far as it is text. */
  namesInPart(rawKey: string, partNumber: string): Promise<boolean>;
  rotate(accountId: string, graceDays: number): Promise<void>;
  setCounterpart(documentId: string, said: { address: string; direction: Direction }, userId: number): Promise<{ linked: number }>;
}

export function createForward(ports: RotatePorts & CounterpartPorts & CopyPorts): Forward {
  const conceal = async (): Promise<Concealment> => concealForward((await ports.looks.forwardAccounts()).flatMap(({ addresses }) => addresses));
  return {
    conceal,
    list: () => ports.looks.listForward(),
    namelessCopy: async (viewer, message) => findNamelessCopy(ports, await conceal(), viewer, message),
    copyElsewhere: async (viewer, message) => (await copiesElsewhere(ports, viewer, message))[0] ?? null,
    namesInPart: async (rawKey, partNumber) => namesInPart(ports, await conceal(), rawKey, partNumber),
    rotate: (accountId, graceDays) => rotateAddress(ports, accountId, graceDays),
    setCounterpart: (documentId, said, userId) => setCounterpart(ports, documentId, said, userId),
  };
}
