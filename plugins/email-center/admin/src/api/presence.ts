/** Who reads or answers what: told to the server, and heard from it. */
import { getFetchClient } from '@strapi/strapi/admin';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { presenceResultSchema, type CenterEvent, type PresenceDto } from '../../../shared/contracts';
import { url } from './center-api';
import { useCenterEvents } from './center-events';
import { PresenceSignals, type Doing } from './presence-signals';

const signals = new PresenceSignals(async (message, doing) => {
  const { data } = await getFetchClient().post(url(`/messages/${encodeURIComponent(message)}/presence`), { doing });
  return presenceResultSchema.parse(data);
});
let watching = false;

/** Tells that this person is at the message as long as it is on the screen; null: at none. */
export function useBeAt(message: string | null, doing: Doing): void {
  useEffect(() => {
    if (!watching) document.addEventListener('visibilitychange', () => signals.seen(document.visibilityState === 'visible'));
    watching = true;
    return message === null ? undefined : signals.beAt(message, doing);
  }, [message, doing]);
}

/** Who else is in the conversation of this message, which this window is at. */
export function usePeopleAt(message: string): readonly PresenceDto[] {
  useCenterEvents(useCallback((event: CenterEvent) => {
    if (event.type === 'presence') signals.hear(event);
  }, []));
  return useSyncExternalStore(signals.subscribe, () => signals.peopleAt(message));
}
