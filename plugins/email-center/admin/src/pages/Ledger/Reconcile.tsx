import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import { useCallback, useState } from 'react';
import { RECONCILE_TASK, reconcileResultSchema, reconcileSubject, type ReconcileResult, type TaskDto } from '../../../../shared/contracts';
import { useReconcileAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { TaskProgress } from '../../components/TaskProgress/TaskProgress';
import { useTaskOf } from '../../components/TaskProgress/use-task';
import { useText } from '../../text/text';

type Compared = ReconcileResult['mailboxes'][number];

function Difference({ mailbox }: { mailbox: Compared }) {
  const text = useText();
  const { path, server, missing, healed, gone } = mailbox;
  const sentence = missing === 0 && gone === 0 ? text('reconcile.equal', { path, server }) : text('reconcile.different', { path, server, missing, healed, gone });
  return <li><Typography>{sentence}</Typography></li>;
}

/** The comparison of one account as it goes on, and what was found in the end. */
function Comparison({ taskId }: { taskId: string }) {
  const text = useText();
  const [found, setFound] = useState<Compared[] | null>(null);
  const onEnd = useCallback((task: TaskDto) => {
    if (task.state === 'done') setFound(reconcileResultSchema.parse(task.result).mailboxes);
  }, []);
  return (
    <>
      {found ? null : <TaskProgress taskId={taskId} title={text('reconcile.running')} onEnd={onEnd} />}
      <div role="status">
        {found ? (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1} background="success100" hasRadius padding={3} aria-label={text('reconcile.result')}>
            {found.map((mailbox) => <Difference key={mailbox.path} mailbox={mailbox} />)}
          </Flex>
        ) : null}
      </div>
    </>
  );
}

/** Compares the server with the ledger, on demand and in the background, and says what was found and put right (X2). */
export function Reconcile({ accountId }: { accountId: string }) {
  const text = useText();
  const { id, begun } = useTaskOf({ kind: RECONCILE_TASK, subject: reconcileSubject(accountId) });
  const [reconcile, { error, isLoading }] = useReconcileAccountMutation();
  const start = async () => {
    const answer = await reconcile(accountId);
    if (!('error' in answer)) begun(answer.data);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex><Button variant="secondary" startIcon={<ArrowsCounterClockwise />} loading={isLoading} onClick={() => void start()}>{text('reconcile.start')}</Button></Flex>
      {id === null ? null : <Comparison key={id} taskId={id} />}
      {error && !isLoading ? <ProblemNotice title={text('reconcile.failed')} problem={problemOf(error)} /> : null}
    </Flex>
  );
}
