import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { beginDraft, loadDraft } from '../../api/draft-requests';
import { problemOf } from '../../api/problem';
import { useNoteDraftsChangedMutation } from '../../api/writing-api';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { isCopyKey } from './copy-store';
import { keepSession, writeAs } from './draft-sessions';
import { useUserId } from '../../components/use-user-id';
import { findLeft, keepNow, settleLeft, type OfferedCopy } from './local-copies';
import { UNTIL } from './send-later';
import { openDraft } from './use-compose';

/** Puts the text into its draft again, or, where that is gone, into a new one. Rejects when the server cannot be reached. */
async function restore({ draftId, fields, changed, gone }: OfferedCopy): Promise<void> {
  const draft = gone ? await beginDraft({ kind: 'new', accountId: fields.accountId }) : await loadDraft(draftId);
  const session = keepSession(draft);
  session.replace(gone ? fields : Object.fromEntries(changed.map((name) => [name, fields[name]])));
  keepNow(session);
  openDraft(draft.id);
}

interface LeftTexts {
  offered: readonly OfferedCopy[];
  drop(copy: OfferedCopy): void;
}

/** Looked for when the center is entered, when the connection is back, and when another window saved or kept something. */
function useLeftTexts(): LeftTexts {
  const userId = useUserId();
  const [offered, setOffered] = useState<readonly OfferedCopy[]>([]);
  useEffect(() => {
    let over = false;
    writeAs(userId);
    // Without the server nothing could be given back: it is looked again when there is a connection.
    const look = () => void findLeft().then((found) => over || setOffered(found), () => undefined);
    const lookWhere = ({ key }: StorageEvent) => isCopyKey(key) && look();
    look();
    window.addEventListener('online', look);
    window.addEventListener('storage', lookWhere);
    return () => {
      over = true;
      window.removeEventListener('online', look);
      window.removeEventListener('storage', lookWhere);
    };
  }, [userId]);
  return { offered, drop: (copy) => setOffered((before) => before.filter(({ key }) => key !== copy.key)) };
}

function LeftText({ copy, onSettled }: { copy: OfferedCopy; onSettled(): void }) {
  const text = useText();
  const { formatDate } = useIntl();
  const { toggleNotification } = useNotification();
  const [noteDrafts] = useNoteDraftsChangedMutation();
  const [busy, setBusy] = useState(false);
  const settle = async (run: () => Promise<void>) => {
    setBusy(true);
    try {
      await run();
      await settleLeft(copy);
      void noteDrafts();
      onSettled();
    } catch (thrown) {
      const { what, remedy } = explainProblem(text, problemOf(thrown));
      toggleNotification({ type: 'danger', message: `${what} ${remedy}` });
      setBusy(false);
    }
  };
  const sentence = text(copy.gone ? 'write.left.gone' : copy.outdated ? 'write.left.outdated' : 'write.left', { subject: copy.fields.subject || text('write.left.no-subject'), at: formatDate(copy.at, UNTIL) });
  return (
    <Box background="warning100" padding={3} data-left-text={copy.draftId}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Box flex="1 1 24rem"><Typography textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{sentence}</Typography></Box>
        <Flex gap={2} wrap="wrap">
          <Button size="S" variant="secondary" disabled={busy} onClick={() => void settle(() => restore(copy))}>{text('write.left.restore')}</Button>
          <Button size="S" variant="tertiary" disabled={busy} onClick={() => void settle(async () => undefined)}>{text('write.discard')}</Button>
        </Flex>
      </Flex>
    </Box>
  );
}

/** What was written here and did not reach the server, because the browser or the connection failed. */
export function LeftTexts() {
  const text = useText();
  const { offered, drop } = useLeftTexts();
  return (
    <section role="status" aria-label={text('write.left.label')} {...(offered.length === 0 ? { style: { display: 'contents' } } : { 'data-left-texts': true })}>
      {offered.map((copy) => <LeftText key={copy.key} copy={copy} onSettled={() => drop(copy)} />)}
    </section>
  );
}
