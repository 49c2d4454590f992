import { Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useText } from '../../../text/text';

interface Props {
  count: number;
  files: number;
  busy: boolean;
  onErase(): void;
  onClose(): void;
}

/** Asks before messages are erased, and says what will be gone. */
export function EraseDialog({ count, files, busy, onErase, onClose }: Props) {
  const text = useText();
  return (
    <Dialog.Root open onOpenChange={(open: boolean) => (open ? undefined : onClose())}>
      <Dialog.Content data-erase-dialog>
        <Dialog.Header>{text('views.erase.title', { count })}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>
          <Flex direction="column" gap={2}>
            <Typography textAlign="center">{text('views.erase.gone', { count, files })}</Typography>
            <Typography textAlign="center" textColor="neutral600">{text('views.erase.stays')}</Typography>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button variant="tertiary" fullWidth>{text('action.cancel')}</Button></Dialog.Cancel>
          <Button variant="danger" fullWidth loading={busy} onClick={onErase}>{text('views.erase.confirm', { count })}</Button>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}
