import { Button, Dialog, Field, Flex, Typography } from '@strapi/design-system';
import { Trash, WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import type { AccountDto } from '../../../../shared/contracts';
import { useRemoveAccountMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';

/** Says what will be gone and what stays, and asks for the account's name. */
export function RemoveAccount({ account }: { account: AccountDto }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [remove, { isLoading, error, reset }] = useRemoveAccountMutation();
  const confirm = async () => {
    const answer = await remove(account.id);
    if (!('error' in answer)) setOpen(false);
  };
  const changeOpen = (next: boolean) => {
    setOpen(next);
    setTyped('');
    reset();
  };
  return (
    <Dialog.Root open={open} onOpenChange={changeOpen}>
      <Dialog.Trigger>
        <Button variant="danger-light" size="S" startIcon={<Trash />}>{text('account.remove')}</Button>
      </Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{text('account.remove.title', { name: account.name })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            <Typography textAlign="center">{text('account.remove.body')}</Typography>
            <Field.Root name="confirm-name">
              <Field.Label>{text('account.remove.confirm', { name: account.name })}</Field.Label>
              <Field.Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
            </Field.Root>
            {error ? <ProblemNotice problem={problemOf(error)} /> : null}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('action.cancel')}</Button></Dialog.Cancel>
          <Button fullWidth variant="danger" loading={isLoading} disabled={typed.trim() !== account.name} onClick={confirm}>{text('account.remove')}</Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
