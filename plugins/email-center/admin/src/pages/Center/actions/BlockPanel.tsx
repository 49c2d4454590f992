import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { CenterItem, ImportedLists } from '../../../../../shared/contracts';
import { useAddListEntriesMutation, useRemoveListEntryMutation } from '../../../api/list-api';
import { problemOf } from '../../../api/problem';
import { explainProblem } from '../../../components/ProblemNotice';
import { useRights } from '../../../permissions';
import { reasonText } from '../../../text/reasons';
import { useText, type Text } from '../../../text/text';
import { SavedEntry } from '../../Lists/SavedEntry';
import { BlockForm, useAsksAboutPast, useBlockTargets, type BlockTarget } from '../../Messages/BlockSender';
import { offerUndo } from '../../Work/undo';

/** The senders of incoming messages, each once. */
export function sendersOf(items: readonly CenterItem[]): string[] {
  const found = items.flatMap(({ direction, from }) => (direction === 'incoming' && from?.address.includes('@') ? [from.address.toLowerCase()] : []));
  return [...new Set(found)].sort();
}

/** How many were refused, and why the first one was. */
function refusedOf(text: Text, wrong: ImportedLists['wrong']): [number, string] {
  const [first] = wrong;
  return [wrong.length, first === undefined ? '' : (reasonText(text, first.reasons) ?? first.message)];
}

/** Blocks several addresses in one go; resolves with an entry that stands for all that are new, or null where none is. What failed is told once. */
function useBlockMany() {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [add] = useAddListEntriesMutation();
  const [remove] = useRemoveListEntryMutation();
  return async (addresses: readonly string[], target: BlockTarget): Promise<string | null> => {
    const account = target.accountId === undefined ? {} : { accountId: target.accountId };
    const answer = await add({ kind: 'block', form: 'address', values: [...addresses], scope: target.scope, ...account });
    const saved = 'error' in answer ? null : answer.data;
    const [refused, why] = 'error' in answer ? [addresses.length, explainProblem(text, problemOf(answer.error)).what] : refusedOf(text, answer.data.wrong);
    if (refused > 0) toggleNotification({ type: 'warning', message: text('views.refused', { refused, count: addresses.length, why }) });
    const first = saved?.firsts[0] ?? null;
    if (first !== null) offerUndo(text('views.did.blocked', { count: saved?.added ?? 0 }), async () => void (await remove({ id: first, together: true })));
    return first;
  };
}

function BlockMany({ addresses, targets, onDone }: { addresses: readonly string[]; targets: readonly BlockTarget[]; onDone(): void }) {
  const text = useText();
  const { erase } = useRights();
  const block = useBlockMany();
  const [whom, setWhom] = useState(targets[0]?.key);
  const target = targets.find(({ key }) => key === whom) ?? targets[0]!;
  const asksAboutPast = useAsksAboutPast();
  const [saved, setSaved] = useState<string | null>(null);
  const run = async () => {
    const first = await block(addresses, target);
    if (first !== null && (await asksAboutPast(first, true))) setSaved(first);
    else onDone();
  };
  if (saved !== null) {
    return <Box padding={4} width="min(34rem, 90vw)"><SavedEntry saved={{ id: saved, kind: 'block', name: text('lists.past.all'), together: true }} framed={false} onDone={onDone} /></Box>;
  }
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
      <Typography variant="pi" textColor="neutral600">{text(erase ? 'lists.block.hint.asked' : 'lists.block.hint')}</Typography>
      <Button variant="danger-light" onClick={() => void run()}>{text('lists.block.confirm')}</Button>
    </Flex>
  );
}

/** Keeps the senders of these messages out from now on, and asks about what came in. */
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
