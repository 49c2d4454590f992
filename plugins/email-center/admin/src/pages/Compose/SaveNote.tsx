import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { problemOf } from '../../api/problem';
import { explainProblem } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import type { DraftSession, SaveState } from './draft-session';

/** Whether what is written is safe, in two or three words. */
export function SaveNote({ save }: { save: SaveState }) {
  const text = useText();
  const { formatTime } = useIntl();
  const words = {
    fresh: '', waiting: text('write.saving'), saving: text('write.saving'), conflict: text('write.not-saved'), failed: text('write.not-saved'), gone: text('write.not-saved'),
    saved: save.status === 'saved' ? text('write.saved', { at: formatTime(save.at) }) : '',
  }[save.status];
  const trouble = save.status === 'failed' || save.status === 'conflict' || save.status === 'gone';
  return <Typography role="status" variant="pi" textColor={trouble ? 'danger600' : 'neutral600'} data-save={save.status}>{words}</Typography>;
}

/** What to do about a draft that could not be saved; nothing while all is well. */
export function SaveTrouble({ session, save, onClosed }: { session: DraftSession; save: SaveState; onClosed: () => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const choose = (run: () => Promise<void>) =>
    void run().catch((thrown: unknown) => {
      const { what, remedy } = explainProblem(text, problemOf(thrown));
      toggleNotification({ type: 'danger', message: `${what} ${remedy}` });
    });
  if (save.status !== 'failed' && save.status !== 'conflict' && save.status !== 'gone') return null;
  const sentence = save.status === 'conflict' ? text('write.conflict') : save.status === 'gone' ? text('write.gone') : save.problem.status === null ? text('write.offline') : `${explainProblem(text, save.problem).what} ${text('write.save-failed')}`;
  return (
    <Box role="alert" background="warning100" padding={3} data-save-trouble={save.status}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Box flex="1 1 24rem"><Typography textColor="neutral800">{sentence}</Typography></Box>
        <Flex gap={2} wrap="wrap">
          {save.status === 'conflict' ? (
            <>
              <Button size="S" variant="secondary" onClick={() => choose(() => session.keepMine())}>{text('write.conflict.mine')}</Button>
              <Button size="S" variant="tertiary" onClick={() => choose(() => session.takeTheirs())}>{text('write.conflict.theirs')}</Button>
            </>
          ) : null}
          {save.status === 'failed' ? <Button size="S" variant="secondary" onClick={() => void session.flush()}>{text('action.retry')}</Button> : null}
          {save.status === 'gone' ? <Button size="S" variant="tertiary" onClick={onClosed}>{text('write.close')}</Button> : null}
        </Flex>
      </Flex>
    </Box>
  );
}
