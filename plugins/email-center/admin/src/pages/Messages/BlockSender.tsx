import { Box, Button, Field, Flex, Popover, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useState } from 'react';
import type { AccountDto, DryRunInput, MessageDetail } from '../../../../shared/contracts';
import { useAccountsQuery } from '../../api/center-api';
import { useAddListEntryMutation, useLazyPastOfQuery, useListDryRunQuery, useRemoveListEntryMutation } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { Warnings } from '../Lists/DryRun';
import { SavedEntry, type SavedEntries } from '../Lists/SavedEntry';
import { offerUndo } from '../Work/undo';

type Blockable = Pick<MessageDetail, 'from' | 'direction' | 'accounts'>;

export interface BlockTarget {
  key: string;
  label: string;
  scope: DryRunInput['scope'];
  accountId?: string;
}

/** Whom the block may be for: oneself where it is one's own mail, the account where it is nobody's own, everybody. */
export function useBlockTargets(message: Pick<Blockable, 'accounts'>): BlockTarget[] {
  const text = useText();
  const { manageOwn, manageAll, manageRules } = useRights();
  const { data: mine = [] } = useAccountsQuery('mine', { skip: !manageOwn });
  const { data: all = mine } = useAccountsQuery('all', { skip: !manageAll });
  const isIts = ({ id, can }: AccountDto) => can.manage && message.accounts.some((account) => account.id === id);
  return [
    ...(mine.some((account) => account.kind === 'personal' && isIts(account)) ? [{ key: 'user', label: text('lists.block.me'), scope: 'user' as const }] : []),
    ...all.filter((account) => account.kind !== 'personal' && isIts(account)).map(({ id, name }) => ({ key: id, label: name, scope: 'account' as const, accountId: id })),
    ...(manageRules ? [{ key: 'everybody', label: text('lists.block.everybody'), scope: 'everybody' as const }] : []),
  ];
}

/** Asks, for those who may hide and erase, what becomes of mail that is here and kept out from now on; resolves with whether there is such a question. */
export function useAsksAboutPast(): (id: string, together: boolean) => Promise<boolean> {
  const { erase } = useRights();
  const [count] = useLazyPastOfQuery();
  return async (id, together) => {
    if (!erase) return false;
    const { data, error } = await count({ id, together });
    return error !== undefined || (data?.count ?? 0) > 0;
  };
}

/** What is blocked and for whom, with what that would have kept out. */
export function BlockForm({ address, targets, onBlocked }: { address: string; targets: readonly BlockTarget[]; onBlocked: () => void }) {
  const text = useText();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const [what, setWhat] = useState<'address' | 'domain'>('address');
  const [whom, setWhom] = useState(targets[0]?.key);
  const target = targets.find(({ key }) => key === whom) ?? targets[0]!;
  const request: DryRunInput = { kind: 'block', form: what, value: what === 'address' ? address : domain, note: '', scope: target.scope, ...(target.accountId === undefined ? {} : { accountId: target.accountId }) };
  const { currentData: tried, error: untried } = useListDryRunQuery(request, { refetchOnMountOrArgChange: true });
  const [add, { isLoading, error }] = useAddListEntryMutation();
  const [remove] = useRemoveListEntryMutation();
  const { erase } = useRights();
  const asksAboutPast = useAsksAboutPast();
  const [saved, setSaved] = useState<SavedEntries | null>(null);
  const problem = error ?? untried;
  const name = what === 'address' ? address : `@${domain}`;
  const block = async () => {
    const saved = await add(request);
    if ('error' in saved) return;
    const { id } = saved.data.entry;
    offerUndo(text('lists.block.done', { name }), async () => {
      await remove({ id });
      onBlocked();
    });
    if (await asksAboutPast(id, false)) setSaved({ id, kind: 'block', name });
    else onBlocked();
  };
  if (saved) return <Box padding={4} width="34rem" maxWidth="90vw" data-block-sender-form><SavedEntry saved={saved} framed={false} onDone={onBlocked} /></Box>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} padding={4} width="34rem" maxWidth="90vw" data-block-sender-form>
      {problem ? <ProblemNotice problem={problemOf(problem)} /> : null}
      <Field.Root name="what">
        <Field.Label>{text('lists.block.what')}</Field.Label>
        <SingleSelect value={what} onChange={(chosen) => setWhat(chosen === 'domain' ? 'domain' : 'address')}>
          <SingleSelectOption value="address">{address}</SingleSelectOption>
          <SingleSelectOption value="domain">{text('lists.block.domain', { domain })}</SingleSelectOption>
        </SingleSelect>
      </Field.Root>
      {targets.length > 1 ? (
        <Field.Root name="whom">
          <Field.Label>{text('lists.block.whom')}</Field.Label>
          <SingleSelect value={target.key} onChange={(chosen) => setWhom(String(chosen))}>
            {targets.map(({ key, label }) => <SingleSelectOption key={key} value={key}>{label}</SingleSelectOption>)}
          </SingleSelect>
        </Field.Root>
      ) : null}
      <Box aria-live="polite">{tried ? <Typography variant="pi" textColor="neutral700" data-kept={tried.kept}>{text('lists.try.sentence', { days: tried.days, kept: tried.kept, looked: tried.looked })}</Typography> : null}</Box>
      {tried ? <Warnings warnings={tried.warnings} /> : null}
      <Typography variant="pi" textColor="neutral600">{text(erase ? 'lists.block.hint.asked' : 'lists.block.hint')}</Typography>
      <Button variant="danger-light" loading={isLoading} onClick={() => void block()}>{text('lists.block.confirm')}</Button>
    </Flex>
  );
}

/** Keeps the sender of this message out from now on, and asks about what came in; the last step can be taken back for ten seconds. */
export function BlockSender({ message }: { message: Blockable }) {
  const text = useText();
  const targets = useBlockTargets(message);
  const [open, setOpen] = useState(false);
  const address = message.from?.address ?? '';
  if (message.direction !== 'incoming' || !address.includes('@') || targets.length === 0) return null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><Button variant="ghost" size="S" startIcon={<Cross aria-hidden />} data-block-sender>{text('lists.block')}</Button></Popover.Trigger>
      <Popover.Content align="start">{open ? <BlockForm address={address} targets={targets} onBlocked={() => setOpen(false)} /> : null}</Popover.Content>
    </Popover.Root>
  );
}
