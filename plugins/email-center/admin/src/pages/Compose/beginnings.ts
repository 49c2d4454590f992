import type { DraftDto } from '../../../../shared/contracts';
import { beginDraft } from '../../api/draft-requests';
import { writersPlace } from './writers-place';
import { keepSession } from './draft-sessions';
import type { ComposeRequest } from './use-compose';

/** Each composer begins its draft once, also when it is moved to another place while the server answers. */
const beginnings = new Map<number, Promise<DraftDto>>();

/** The draft of a composer; after a failure the next call tries again. */
export function beginOnce(key: number, request: ComposeRequest, language: string): Promise<DraftDto> {
  const { place: _place, ...input } = request;
  const running = beginnings.get(key) ?? beginDraft({ ...input, ...writersPlace(language) }).then((draft) => {
    keepSession(draft);
    return draft;
  });
  beginnings.set(key, running);
  running.catch(() => beginnings.delete(key));
  return running;
}

/** Whether the draft was begun by this composer, and not opened from the list: then it is thrown away when nothing was written. */
export const wasBegunHere = (key: number): boolean => beginnings.has(key);
