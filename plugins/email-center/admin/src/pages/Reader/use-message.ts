import { useCallback, useState } from 'react';
import type { MessageDetail } from '../../../../shared/contracts';
import { useMessageQuery } from '../../api/center-api';
import { problemOf, type Problem } from '../../api/problem';
import { useMe } from '../Work/use-work-actions';
import { isTrusted, trust } from './trusted-senders';

export interface ShownMessage {
  /** Undefined while it is on its way. */
  message: MessageDetail | undefined;
  problem: Problem | null;
  retry: () => void;
  /** Whether images from elsewhere are loaded now. */
  remoteImages: boolean;
  imagesProblem: Problem | null;
  /** Loads them, and with `always` also those of the sender's other messages from now on, in this browser. */
  showImages: (always: boolean) => void;
}

/** A message with its body; remote images only when they were asked for, now or once for all mail of this sender. */
export function useMessage(messageId: string): ShownMessage {
  const me = useMe();
  const [imagesFor, setImagesFor] = useState<string | null>(null);
  const { currentData: plain, error, refetch } = useMessageQuery({ id: messageId });
  const sender = plain?.direction === 'incoming' ? (plain.from?.address ?? '') : '';
  const wanted = imagesFor === messageId || (plain !== undefined && plain.blockedRemote > 0 && isTrusted(localStorage, me.id, sender));
  const { currentData: withImages, error: imagesError } = useMessageQuery({ id: messageId, images: true }, { skip: !wanted });
  const showImages = useCallback(
    (always: boolean) => {
      if (always) trust(localStorage, me.id, sender);
      setImagesFor(messageId);
    },
    [me.id, sender, messageId]
  );
  const remoteImages = wanted && withImages !== undefined;
  return {
    message: (remoteImages ? withImages : undefined) ?? plain, remoteImages, showImages, retry: refetch,
    problem: error && !plain ? problemOf(error) : null, imagesProblem: wanted && imagesError ? problemOf(imagesError) : null,
  };
}
