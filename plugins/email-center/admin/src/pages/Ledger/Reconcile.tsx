import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowsCounterClockwise } from '@strapi/icons';
import type { ReconcileResult } from '../../../../shared/contracts';
import { useReconcileAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';

type Compared = ReconcileResult['mailboxes'][number];

function Difference({ mailbox }: { mailbox: Compared }) {
  const text = useText();
  const { path, server, missing, healed, gone } = mailbox;
  const sentence = missing === 0 && gone === 0 ? text('reconcile.equal', { path, server }) : text('reconcile.different', { path, server, missing, healed, gone });
  return <li><Typography>{sentence}</Typography></li>;
}

/** Compares the server with the ledger, on demand, and says what was found and put right (X2). */
export function Reconcile({ accountId }: { accountId: string }) {
  const text = useText();
  const [reconcile, { data, error, isLoading }] = useReconcileAccountMutation();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex><Button variant="secondary" startIcon={<ArrowsCounterClockwise />} loading={isLoading} onClick={() => reconcile(accountId)}>{text('reconcile.start')}</Button></Flex>
      <div role="status">
        {data && !isLoading ? (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1} background="success100" hasRadius padding={3} aria-label={text('reconcile.result')}>
            {data.mailboxes.map((mailbox) => <Difference key={mailbox.path} mailbox={mailbox} />)}
          </Flex>
        ) : null}
      </div>
      {error && !isLoading ? <ProblemNotice title={text('reconcile.failed')} problem={problemOf(error)} /> : null}
    </Flex>
  );
}
