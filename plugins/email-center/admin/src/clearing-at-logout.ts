import { tellSessionEnds } from './session-ends';

interface AskedAction {
  type?: unknown;
  meta?: { arg?: { endpointName?: unknown } };
}

const asAsked = (action: unknown): AskedAction => (typeof action === 'object' && action !== null ? action : {});
const isLogout = (action: unknown): boolean => asAsked(action).meta?.arg?.endpointName === 'logout';
/** Also where the server ended the session. */
const isEnd = (action: unknown): boolean => asAsked(action).type === 'admin/logout';

const clearTexts = async (): Promise<void> => (await import('./pages/Compose/clear-texts')).clearTexts();

/**
 * Middleware of the panel's store: whoever signs out leaves nothing of what they wrote in the browser. A session that ends by itself takes
 * nothing away, because then something is most likely unsaved; but nobody who signs in after it finds it open.
 */
export const clearingAtLogout = (clear: () => Promise<void> = clearTexts) => () => <Action, Result>(next: (action: Action) => Result) => (action: Action): Result => {
  if (isLogout(action)) {
    tellSessionEnds(true);
    void clear();
  } else if (isEnd(action)) tellSessionEnds(false);
  return next(action);
};
