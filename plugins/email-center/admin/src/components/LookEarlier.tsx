import { Button, Flex } from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { useCallback } from 'react';
import { LATE_MATCHING_TASK, lateMatchingSubject, lookedEarlierSchema, type TaskDto } from '../../../shared/contracts';
import type { RecordRef } from '../api/center-api';
import { useLookEarlierMutation } from '../api/links-api';
import { problemOf } from '../api/problem';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { ProblemNotice } from './ProblemNotice';
import { TaskProgress } from './TaskProgress/TaskProgress';
import { useTaskOf } from './TaskProgress/use-task';

interface Props {
  record: RecordRef;
  /** Called when the search has ended and something was linked. */
  onLinked: () => void;
}

/** Looks for past messages of a record's addresses, in the background, with progress; one that runs already is shown. */
export function LookEarlier({ record, onLinked }: Props) {
  const text = useText();
  const format = useFormat();
  const { id, begun } = useTaskOf({ kind: LATE_MATCHING_TASK, subject: lateMatchingSubject(record) });
  const [look, { isLoading, error }] = useLookEarlierMutation();
  const start = async () => {
    const answer = await look(record);
    if (!('error' in answer)) begun(answer.data);
  };
  const describe = useCallback(
    (task: TaskDto) => {
      const { looked, linked } = lookedEarlierSchema.parse(task.result);
      return text('earlier.found', { looked, lookedShown: format.count(looked), linked, linkedShown: format.count(linked) });
    },
    [text, format]
  );
  const onEnd = useCallback((task: TaskDto) => (task.state !== 'failed' && task.done > 0 ? onLinked() : undefined), [onLinked]);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%" data-look-earlier>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      {id === null ? null : <TaskProgress key={id} taskId={id} title={text('earlier.title')} describe={describe} onEnd={onEnd} />}
      <Button variant="tertiary" size="S" startIcon={<Search />} loading={isLoading} onClick={() => void start()}>{text('earlier.button')}</Button>
    </Flex>
  );
}
