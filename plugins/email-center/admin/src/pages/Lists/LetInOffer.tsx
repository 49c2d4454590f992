import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { FormerListEntry, TaskDto } from '../../../../shared/contracts';
import { useFreedByQuery, useLetInMutation } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { TaskProgress } from '../../components/TaskProgress/TaskProgress';
import { useText } from '../../text/text';
import { useTaskSentence } from './SavedEntry';

/** Days back for which what was kept out is offered to be imported. */
export const LET_IN_DAYS = 30;

/** After entries were added or one was changed: what they let in that was kept out before is offered to be imported. Nothing where there is none. */
export function LetInOffer({ id, was, whom, onDone }: { id: string; was: FormerListEntry | null; whom?: string; onDone: () => void }) {
  const text = useText();
  const describe = useTaskSentence();
  const request = { days: LET_IN_DAYS, ...(was === null ? {} : { was }) };
  const { data: freed, error: uncounted } = useFreedByQuery({ id, request }, { refetchOnMountOrArgChange: true });
  const [letIn, { isLoading, error }] = useLetInMutation();
  const [task, setTask] = useState<TaskDto | null>(null);
  const problem = error ?? uncounted;
  const run = async () => {
    const started = await letIn({ id, request });
    if (!('error' in started)) setTask(started.data);
  };
  if (!problem && task === null && (freed?.count ?? 0) === 0) return null;
  return (
    <Box tag="section" aria-label={text('lists.let-in')} background="neutral0" hasRadius shadow="tableShadow" padding={5} data-let-in={freed?.count}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {whom === undefined ? null : <Typography variant="sigma" textColor="neutral600" tag="h3">{whom}</Typography>}
        {problem ? <ProblemNotice problem={problemOf(problem)} /> : null}
        {task ? <TaskProgress taskId={task.id} title={text('lists.task.import-blocked')} describe={describe} /> : null}
        {task === null && freed ? <Typography>{text('lists.let-in.question', { count: freed.count, days: freed.days })}</Typography> : null}
        <Flex gap={2} wrap="wrap">
          {task === null && freed ? <Button variant="secondary" size="S" loading={isLoading} onClick={() => void run()}>{text('lists.let-in.import')}</Button> : null}
          <Button variant="tertiary" size="S" onClick={onDone}>{text(task === null ? 'lists.let-in.leave' : 'lists.close')}</Button>
        </Flex>
      </Flex>
    </Box>
  );
}
