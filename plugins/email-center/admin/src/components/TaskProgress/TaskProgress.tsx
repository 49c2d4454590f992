import { Button, Flex, Typography } from '@strapi/design-system';
import { isOpenTask, type TaskDto } from '../../../../shared/contracts';
import { useStopTaskMutation } from '../../api/task-api';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { ProblemNotice } from '../ProblemNotice';
import { Progress } from '../Progress';
import { useTask } from './use-task';

interface Props {
  taskId: string;
  /** What it does, for the eye and for screen readers: "Importing what was blocked". */
  title: string;
  /** What came of it, in words, from the `result` of the kind. */
  describe?: (task: TaskDto) => string;
  onEnd?: (task: TaskDto) => void;
}

/** Long work as it goes on: how far it is, a button that stops it, and what came of it. Nobody has to wait on the page. */
export function TaskProgress({ taskId, title, describe, onEnd }: Props) {
  const text = useText();
  const { task, problem } = useTask(taskId, onEnd);
  const [stop, stopping] = useStopTaskMutation();
  if (problem) return <ProblemNotice problem={problem} />;
  if (task === undefined) return null;
  const open = isOpenTask(task);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} data-task={task.state}>
      <Flex justifyContent="space-between" alignItems="center" gap={3} wrap="wrap">
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Typography fontWeight="semiBold">{title}</Typography>
          <Typography variant="pi" textColor="neutral700" role="status">
            <TaskState task={task} describe={describe} />
          </Typography>
        </Flex>
        {open && (
          <Button variant="tertiary" size="S" disabled={task.stopping || stopping.isLoading} onClick={() => void stop(task.id)}>
            {task.stopping ? text('task.stopping') : text('task.stop')}
          </Button>
        )}
      </Flex>
      {open && <Progress percent={percentOf(task)} label={title} />}
      {task.error && <ProblemNotice problem={{ error: task.error, status: null, message: task.error.message }} />}
    </Flex>
  );
}

const percentOf = ({ done, total }: TaskDto): number => (total === null || total === 0 ? 0 : Math.min(100, (done / total) * 100));

function TaskState({ task, describe }: { task: TaskDto; describe: Props['describe'] }) {
  const text = useText();
  const format = useFormat();
  if (task.state === 'queued') return <>{text('task.queued')}</>;
  if (task.state === 'done') return <>{describe?.(task) ?? text('task.done')}</>;
  if (task.state === 'stopped') return <>{text('task.stopped', { done: format.count(task.done) })}</>;
  if (task.state === 'failed') return <>{text('task.failed')}</>;
  return <>{task.total === null ? text('task.counted', { done: format.count(task.done) }) : text('task.progress', { done: format.count(task.done), total: format.count(task.total) })}</>;
}
