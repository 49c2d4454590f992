import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useReducer, useRef } from 'react';
import type { AttachInput, DraftAttachmentDto } from '../../../../shared/contracts';
import { attachToDraft, detachFromDraft, uploadToDraft } from '../../api/draft-requests';
import { isAbort, problemOf } from '../../api/problem';
import type { DraftSession } from './draft-session';
import { afterUpload, type Upload } from './uploads';

const TOO_LARGE = 413;
let keys = 0;

export interface Uploads {
  uploads: readonly Upload[];
  /** Resolves with what was attached; null when it was cancelled or failed, which is shown beside the file. */
  upload(file: File, inline: boolean): Promise<DraftAttachmentDto | null>;
  /** Something the center knows already: a document of a record, a file of the media library. */
  attach(name: string, size: number, input: AttachInput): Promise<void>;
  /** Ends an upload, or puts a failed one aside. */
  cancel(key: number): void;
  /** Rejects when the server refuses. */
  detach(id: string): Promise<void>;
}

/** Files on their way to a draft, each with its progress. */
export function useUploads(session: DraftSession): Uploads {
  const token = useAuth('EmailCenterUploads', (state) => state.token);
  const [uploads, tell] = useReducer(afterUpload, []);
  const running = useRef(new Map<number, AbortController>());
  const draftId = session.snapshot().draft.id;

  const follow = useCallback(async (name: string, size: number, run: (key: number, ending: AbortController) => Promise<DraftAttachmentDto>): Promise<DraftAttachmentDto | null> => {
    keys += 1;
    const key = keys;
    const ending = new AbortController();
    running.current.set(key, ending);
    tell({ type: 'begun', key, name, size });
    try {
      const attached = await run(key, ending);
      session.setAttachments((before) => [...before, attached]);
      tell({ type: 'gone', key });
      return attached;
    } catch (thrown) {
      const problem = problemOf(thrown);
      const tooLarge = problem.status === TOO_LARGE || problem.error?.code === 'too-large';
      tell(isAbort(thrown) ? { type: 'gone', key } : { type: 'failed', key, failure: tooLarge ? 'too-large' : 'failed', detail: problem.error?.message ?? problem.message });
      return null;
    } finally {
      running.current.delete(key);
    }
  }, [session]);

  return {
    uploads,
    upload: (file, inline) => follow(file.name, file.size, (key, { signal }) => uploadToDraft({ draftId, file, inline, token, signal, onProgress: (sent) => tell({ type: 'progress', key, sent }) })),
    attach: async (name, size, input) => void (await follow(name, size, () => attachToDraft(draftId, input))),
    cancel: (key) => {
      running.current.get(key)?.abort();
      tell({ type: 'gone', key });
    },
    detach: async (id) => {
      await detachFromDraft(draftId, id);
      session.setAttachments((before) => before.filter((one) => one.id !== id));
    },
  };
}
