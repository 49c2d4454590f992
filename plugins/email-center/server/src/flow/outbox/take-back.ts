import type { HeldItem } from './held-item';
import type { SendingPorts } from './sending-ports';

/** The draft first: interrupted anywhere, it is done again, and nothing that was written is lost. */
export async function finishTakingBack(ports: Pick<SendingPorts, 'drafts' | 'blobs'>, held: HeldItem): Promise<void> {
  await ports.drafts.release(held.item.draftId);
  await ports.blobs.delete(held.item.rawKey);
  await held.remove();
}
