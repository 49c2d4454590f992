import { ConfirmDialog, useClipboard, useNotification } from '@strapi/strapi/admin';
import { Box, Button, Dialog, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, Duplicate } from '@strapi/icons';
import { styled } from 'styled-components';
import type { AccountDto } from '../../../../../shared/contracts';
import { useRotateAddressMutation } from '../../../api/forward-api';
import { problemOf } from '../../../api/problem';
import { explainProblem } from '../../../components/ProblemNotice';
import { useFormat } from '../../../text/format';
import { useText } from '../../../text/text';

const GRACE_DAYS = 14;

const Address = styled.code`
  font-size: 1.6rem;
  overflow-wrap: anywhere;
  color: ${({ theme }) => theme.colors.neutral800};
`;

function Rotate({ account }: { account: AccountDto }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [rotate, { isLoading }] = useRotateAddressMutation();
  const confirm = async () => {
    const rotated = await rotate({ id: account.id, graceDays: GRACE_DAYS });
    if ('error' in rotated) {
      const { what, remedy } = explainProblem(text, problemOf(rotated.error));
      toggleNotification({ type: 'danger', message: `${what} ${remedy}` });
    } else toggleNotification({ type: 'success', message: text('forward.rotated') });
  };
  return (
    <Dialog.Root>
      <Dialog.Trigger><Button variant="tertiary" size="S" startIcon={<ArrowClockwise />} loading={isLoading}>{text('forward.rotate')}</Button></Dialog.Trigger>
      <ConfirmDialog onConfirm={confirm} title={text('forward.rotate')}>{text('forward.rotate.confirm', { days: GRACE_DAYS })}</ConfirmDialog>
    </Dialog.Root>
  );
}

/** The address to be put into rules: to be copied, and to be given a new secret. */
export function ForwardAddress({ account }: { account: AccountDto }) {
  const text = useText();
  const format = useFormat();
  const { copy } = useClipboard();
  const { toggleNotification } = useNotification();
  const former = account.forward?.formerUntil ?? null;
  const copyAddress = async () => {
    const copied = await copy(account.address);
    toggleNotification(copied ? { type: 'success', message: text('forward.copied') } : { type: 'warning', message: text('forward.not-copied') });
  };
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} data-forward-address={account.id}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <div>
          <Typography tag="h3" variant="pi" textColor="neutral600">{account.name}</Typography>
          <Address>{account.address || text('forward.hidden')}</Address>
          {former !== null && Date.parse(former) > Date.now() ? <Typography tag="p" variant="pi" textColor="neutral600">{text('forward.former', { until: format.date(former) })}</Typography> : null}
        </div>
        {account.address === '' ? null : (
          <Flex gap={2} wrap="wrap">
            <Button size="S" variant="secondary" startIcon={<Duplicate />} onClick={copyAddress}>{text('forward.copy')}</Button>
            {account.can.manage ? <Rotate account={account} /> : null}
          </Flex>
        )}
      </Flex>
    </Box>
  );
}
