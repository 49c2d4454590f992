import { useNotification } from '@strapi/strapi/admin';
import { Button, Checkbox, Dialog, Flex, IconButton, Typography } from '@strapi/design-system';
import { Trash, WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import type { ListEntryDto } from '../../../../shared/contracts';
import { useBlockedByQuery, useRemoveListEntryMutation } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { shownValue } from './list-form';

/** Days back for which what was blocked is offered to be imported. */
const DAYS = 30;

/** Takes an entry off the list, and offers to import what it had kept out. */
export function RemoveEntry({ entry, onRemoved }: { entry: ListEntryDto; onRemoved: (taskId: string) => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [open, setOpen] = useState(false);
  const [imports, setImports] = useState(true);
  const { data: blocked } = useBlockedByQuery({ id: entry.id, days: DAYS }, { skip: !open, refetchOnMountOrArgChange: true });
  const [remove, { isLoading, error }] = useRemoveListEntryMutation();
  const count = blocked?.count ?? 0;
  const name = shownValue(entry);
  const run = async () => {
    const removed = await remove({ id: entry.id, ...(imports && count > 0 ? { importDays: DAYS } : {}) });
    if ('error' in removed) return;
    setOpen(false);
    toggleNotification({ type: 'success', message: text('lists.removed', { name }) });
    if (removed.data) onRemoved(removed.data.id);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger><IconButton label={text('lists.remove', { name })} variant="ghost"><Trash /></IconButton></Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{text('lists.remove', { name })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {error ? <ProblemNotice problem={problemOf(error)} /> : null}
            <Typography textAlign="center">{text(entry.kind === 'allow' ? 'lists.remove.body.allow' : 'lists.remove.body')}</Typography>
            {count > 0 ? <Checkbox checked={imports} onCheckedChange={(checked) => setImports(checked === true)}>{text('lists.remove.import', { count, days: DAYS })}</Checkbox> : null}
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('action.cancel')}</Button></Dialog.Cancel>
          <Button fullWidth variant="danger-light" loading={isLoading} onClick={() => void run()}>{text('lists.remove.confirm')}</Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
