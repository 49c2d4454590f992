import { getFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { presenceResultSchema, type CenterEvent, type PresenceDto } from '../../../../shared/contracts';
import { url } from '../../api/center-api';
import { useCenterEvents } from '../../api/center-events';
import { isAnswering } from '../Compose/use-compose';

/** Between two signs of life, milliseconds: the server forgets after three of them. */
const EVERY = 20_000;

type Doing = PresenceDto['doing'] | 'gone';

async function tell(messageId: string, doing: Doing): Promise<PresenceDto[]> {
  const { data } = await getFetchClient().post(url(`/messages/${encodeURIComponent(messageId)}/presence`), { doing });
  return presenceResultSchema.parse(data).people;
}

/**
 * Who else reads or answers this message now. Says that this person does, while the window is visible; `conversation` are the messages
 * beside it, an answer to any of which counts. Nothing to show where the server cannot tell: a notice of a courtesy is no failure of reading.
 */
export function usePresence(messageId: string, conversation: readonly string[]): PresenceDto[] {
  const [people, setPeople] = useState<PresenceDto[]>([]);
  const beside = useRef(conversation);
  beside.current = conversation;
  useEffect(() => {
    let over = false;
    const nobody = () => {
      if (!over) setPeople([]);
    };
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      const answering = isAnswering(messageId) || beside.current.some(isAnswering);
      tell(messageId, answering ? 'answering' : 'reading').then((found) => over || setPeople(found), nobody);
    };
    look();
    const timer = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      over = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      tell(messageId, 'gone').catch(() => undefined);
    };
  }, [messageId]);
  useCenterEvents(useCallback((event: CenterEvent) => {
    if (event.type === 'presence' && event.message === messageId) setPeople(event.people);
  }, [messageId]));
  return people;
}
