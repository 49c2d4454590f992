import { useNotification } from '@strapi/strapi/admin';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { DraftCheckDto, OutboxItemDto } from '../../../../shared/contracts';
import { cancelSending, checkDraft, sendDraft } from '../../api/draft-requests';
import { problemOf, type Problem } from '../../api/problem';
import { useNoteDraftsChangedMutation } from '../../api/writing-api';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { offerUndo, UNDO_MS } from '../Work/undo';
import type { DraftSession } from './draft-session';
import { dropSession } from './draft-sessions';
import { wrongAddresses } from './recipients';
import { UNTIL } from './send-later';
import { openDraft } from './use-compose';

/** What keeps a message here before the server is asked. */
export type Obstacle = 'nobody' | 'wrong-address' | 'uploading' | 'not-saved';

export type SendingState =
  | { status: 'idle' }
  | { status: 'busy' }
  | { status: 'obstacle'; obstacle: Obstacle }
  /** The server asks whether that is meant. */
  | { status: 'asking'; warnings: DraftCheckDto['warnings']; sendAt: Date | null }
  | { status: 'failed'; problem: Problem };

export interface Sending {
  state: SendingState;
  /** `sendAt`: not before; null: now, after the time to take it back. */
  send(sendAt: Date | null): Promise<void>;
  /** In spite of the warnings. */
  sendAnyway(): Promise<void>;
  goBack(): void;
}

const SECOND = 1000;

function obstacleOf(session: DraftSession, uploading: boolean): Obstacle | null {
  const { to, cc, bcc } = session.snapshot().fields;
  if (to.length + cc.length + bcc.length === 0) return 'nobody';
  if (wrongAddresses(to, cc, bcc).length > 0) return 'wrong-address';
  return uploading ? 'uploading' : null;
}

/** Offers to take it back: the message becomes the draft again that it was. */
function useTakingBack() {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [noteDrafts] = useNoteDraftsChangedMutation();
  return (item: OutboxItemDto, sentence: string) =>
    offerUndo(sentence, async () => {
      try {
        openDraft(await cancelSending(item.id));
        void noteDrafts();
      } catch (thrown) {
        const problem = problemOf(thrown);
        const { what, remedy } = explainProblem(text, problem);
        toggleNotification({ type: 'warning', title: text('write.too-late'), message: problem.status === 409 ? text('write.too-late.why') : `${what} ${remedy}` });
      }
    });
}

/** The way from the button to the outbox: saved, looked over, sent, and for ten seconds taken back again. */
export function useSending(session: DraftSession, uploading: boolean, onSent: (item: OutboxItemDto) => void): Sending {
  const text = useText();
  const { formatDate } = useIntl();
  const [state, setState] = useState<SendingState>({ status: 'idle' });
  const [noteDrafts] = useNoteDraftsChangedMutation();
  const offerTakingBack = useTakingBack();

  const submit = async (sendAt: Date | null) => {
    const { draft } = session.snapshot();
    const item = await sendDraft(draft.id, { version: draft.version, sendAt: sendAt?.toISOString() ?? null, undoSeconds: UNDO_MS / SECOND });
    dropSession(draft.id);
    offerTakingBack(item, sendAt === null ? text('write.sent') : text('write.scheduled', { at: formatDate(sendAt, UNTIL) }));
    void noteDrafts();
    onSent(item);
  };
  const attempt = async (run: () => Promise<void>) => {
    setState({ status: 'busy' });
    try {
      await run();
    } catch (thrown) {
      setState({ status: 'failed', problem: problemOf(thrown) });
    }
  };
  const send = async (sendAt: Date | null) => {
    // An address that is still being typed becomes a chip when its field is left.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    const obstacle = obstacleOf(session, uploading);
    if (obstacle !== null) return setState({ status: 'obstacle', obstacle });
    await attempt(async () => {
      if (!(await session.flush())) return setState({ status: 'obstacle', obstacle: 'not-saved' });
      const { warnings } = await checkDraft(session.snapshot().draft.id);
      if (warnings.length > 0) return setState({ status: 'asking', warnings, sendAt });
      await submit(sendAt);
    });
  };
  const sendAnyway = async () => {
    if (state.status === 'asking') await attempt(() => submit(state.sendAt));
  };
  return { state, send, sendAnyway, goBack: () => setState({ status: 'idle' }) };
}
