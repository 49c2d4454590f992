import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { CenterItem } from '../../../../../shared/contracts';
import { useAddListEntryMutation, useRemoveListEntryMutation } from '../../../api/list-api';
import { problemOf } from '../../../api/problem';
import { explainProblem } from '../../../components/ProblemNotice';
import { useText } from '../../../text/text';
import { BlockForm, useBlockTargets, type BlockTarget } from '../../Messages/BlockSender';
import { offerUndo } from '../../Work/undo';

/** The senders of incoming messages, each once. */
export function sendersOf(items: readonly CenterItem[]): string[] {
  const found = items.flatMap(({ direction, from }) => (direction === 'incoming' && from?.address.includes('@') ? [from.address.toLowerCase()] : []));
  return [...new Set(found)].sort();
}

/** Blocks each of several addresses; what failed is told once, the others can be taken back together. */
function useBlockMany() {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [add] = useAddListEntryMutation();
  const [remove] = useRemoveListEntryMutation();
  return async (addresses: readonly string[], target: BlockTarget) => {
    const made: string[] = [];
    let failed: string | null = null;
    for (const value of addresses) {
      const account = target.accountId === undefined ? {} : { accountId: target.accountId };
      const answer = await add({ kind: 'block', form: 'address', value, note: '', scope: target.scope, ...account });
      if ('error' in answer) failed = explainProblem(text, problemOf(answer.error)).what;
      else made.push(answer.data.entry.id);
    }
    if (failed !== null) toggleNotification({ type: 'warning', message: text('views.refused', { refused: addresses.length - made.length, count: addresses.length, why: failed }) });
    if (made.length === 0) return;
    offerUndo(text('views.did.blocked', { count: made.length }), async () => {
      for (const id of made) await remove({ id });
    });
  };
}

function BlockMany({ addresses, targets, onDone }: { addresses: readonly string[]; targets: readonly BlockTarget[]; onDone(): void }) {
  const text = useText();
  const block = useBlockMany();
  const [whom, setWhom] = useState(targets[0]?.key);
  const target = targets.find(({ key }) => key === whom) ?? targets[0]!;
  const run = () => {
    onDone();
    void block(addresses, target);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3} padding={4} width="min(34rem, 90vw)">
      <Typography>{text('views.block.many', { count: addresses.length })}</Typography>
      <Box tag="ul" maxHeight="16rem" overflow="auto" background="neutral100" hasRadius padding={3}>
        {addresses.map((address) => <Typography key={address} tag="li" variant="pi" style={{ overflowWrap: 'anywhere' }}>{address}</Typography>)}
      </Box>
      <Field.Root name="whom">
        <Field.Label>{text('lists.block.whom')}</Field.Label>
        <SingleSelect value={target.key} onChange={(chosen) => setWhom(String(chosen))}>
          {targets.map(({ key, label }) => <SingleSelectOption key={key} value={key}>{label}</SingleSelectOption>)}
        </SingleSelect>
      </Field.Root>
      <Typography variant="pi" textColor="neutral600">{text('lists.block.hint')}</Typography>
      <Button variant="danger-light" onClick={run}>{text('lists.block.confirm')}</Button>
    </Flex>
  );
}

/** Keeps the senders of these messages out from now on; what came in stays. */
export function BlockPanel({ items, onDone }: { items: readonly CenterItem[]; onDone(): void }) {
  const text = useText();
  const addresses = sendersOf(items);
  const accounts = [...new Map(items.flatMap((item) => item.accounts).map((account) => [account.id, account])).values()];
  const targets = useBlockTargets({ accounts });
  const [only] = addresses;
  if (only === undefined || targets.length === 0) return <Box padding={4} width="min(30rem, 90vw)"><Typography>{text('views.block.none')}</Typography></Box>;
  if (addresses.length > 1) return <BlockMany addresses={addresses} targets={targets} onDone={onDone} />;
  return <BlockForm address={only} targets={targets} onBlocked={onDone} />;
}
