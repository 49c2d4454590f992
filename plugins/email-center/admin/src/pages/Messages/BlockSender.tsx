import { Box, Button, Field, Flex, Popover, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState } from 'react';
import type { DryRunInput, MessageDetail } from '../../../../shared/contracts';
import { useAddListEntryMutation, useListDryRunQuery, useRemoveListEntryMutation } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { Warnings } from '../Lists/DryRun';
import { offerUndo } from '../Work/undo';

function Form({ address, onBlocked }: { address: string; onBlocked: () => void }) {
  const text = useText();
  const { manageRules } = useRights();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const [what, setWhat] = useState<'address' | 'domain'>('address');
  const [whom, setWhom] = useState<'user' | 'everybody'>('user');
  const request: DryRunInput = { kind: 'block', form: what, value: what === 'address' ? address : domain, note: '', scope: whom };
  const { currentData: tried, error: untried } = useListDryRunQuery(request, { refetchOnMountOrArgChange: true });
  const [add, { isLoading, error }] = useAddListEntryMutation();
  const [remove] = useRemoveListEntryMutation();
  const problem = error ?? untried;
  const block = async () => {
    const saved = await add(request);
    if ('error' in saved) return;
    const { id } = saved.data.entry;
    offerUndo(text('lists.block.done', { name: what === 'address' ? address : `@${domain}` }), async () => void (await remove({ id })));
    onBlocked();
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4} padding={4} width="34rem" maxWidth="90vw" data-block-sender-form>
      {problem ? <ProblemNotice problem={problemOf(problem)}><Typography>{problemOf(problem).error?.message}</Typography></ProblemNotice> : null}
      <Field.Root name="what">
        <Field.Label>{text('lists.block.what')}</Field.Label>
        <SingleSelect value={what} onChange={(chosen) => setWhat(chosen === 'domain' ? 'domain' : 'address')}>
          <SingleSelectOption value="address">{address}</SingleSelectOption>
          <SingleSelectOption value="domain">{text('lists.block.domain', { domain })}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      {manageRules ? (
        <Field.Root name="whom">
          <Field.Label>{text('lists.block.whom')}</Field.Label>
          <SingleSelect value={whom} onChange={(chosen) => setWhom(chosen === 'everybody' ? 'everybody' : 'user')}>
            <SingleSelectOption value="user">{text('lists.block.me')}</SingleSelectOption>
            <SingleSelectOption value="everybody">{text('lists.block.everybody')}</SingleSelectOption>
          </SingleSelect>
        </Field.Root>
      ) : null}
      <Box aria-live="polite">{tried ? <Typography variant="pi" textColor="neutral700" data-kept={tried.kept}>{text('lists.try.sentence', { days: tried.days, kept: tried.kept, looked: tried.looked })}</Typography> : null}</Box>
      {tried ? <Warnings warnings={tried.warnings} /> : null}
      <Typography variant="pi" textColor="neutral600">{text('lists.block.hint')}</Typography>
      <Button variant="danger-light" loading={isLoading} onClick={() => void block()}>{text('lists.block.confirm')}</Button>
    </Flex>
  );
}

/** Keeps the sender of this message out from now on; what came in stays, and the last step can be taken back for ten seconds. */
export function BlockSender({ message }: { message: Pick<MessageDetail, 'from' | 'direction'> }) {
  const text = useText();
  const { manageOwn, manageRules } = useRights();
  const [open, setOpen] = useState(false);
  const address = message.from?.address ?? '';
  if (message.direction !== 'incoming' || !address.includes('@') || !(manageOwn || manageRules)) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><Button variant="ghost" size="S" startIcon={<Cross aria-hidden />} data-block-sender>{text('lists.block')}</Button></Popover.Trigger>
      <Popover.Content align="start">{open ? <Form address={address} onBlocked={() => setOpen(false)} /> : null}</Popover.Content>
    </Popover.Root>
  );
}
