import { Box, Button, Field, Flex, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import type { AccountDto, MailErrorDto } from '../../../../shared/contracts';
import { useUpdateAccountMutation } from '../../api/center-api';
import { problemOf, type Problem } from '../../api/problem';
import { AccountTest } from '../../components/AccountTest/AccountTest';
import { explain, ProblemNotice } from '../../components/ProblemNotice';
import { TechnicalDetail } from '../../components/TechnicalDetail';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';

/** Causes that a new password puts right. */
const ASKS_PASSWORD = new Set(['wrong-password', 'login-refused', 'secret-unreadable']);

interface Repair {
  account: AccountDto;
  askPassword: boolean;
}

/** The new password, right where the failure is told; then the test, which resumes a stopped account where it was. */
function RepairForm({ account, askPassword }: Repair) {
  const text = useText();
  const [password, setPassword] = useState('');
  const [request, setRequest] = useState(0);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [update, { isLoading }] = useUpdateAccountMutation();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    try {
      await update({ id: account.id, changes: { password } }).unwrap();
      setPassword('');
      setRequest((count) => count + 1);
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {askPassword ? (
        <form onSubmit={save}>
          <Flex gap={2} alignItems="flex-end" wrap="wrap">
            <Field.Root name={`password-${account.id}`}>
              <Field.Label>{text('account.new-password')}</Field.Label>
              <Field.Input type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />
            </Field.Root>
            <Button type="submit" size="L" loading={isLoading} disabled={password === ''}>{text('account.save-and-test')}</Button>
          </Flex>
        </form>
      ) : null}
      {problem ? <ProblemNotice problem={problem} /> : null}
      {askPassword && request === 0 ? null : <AccountTest account={account} request={request} />}
    </Flex>
  );
}

interface Props {
  account: AccountDto;
  error: MailErrorDto;
}

/** Why an account does not import: what happened and since when, what still works, what to do and who can do it. */
export function AccountFailure({ account, error }: Props) {
  const text = useText();
  const format = useFormat();
  const { what, remedy, who } = explain(text, error);
  return (
    <Box background="danger100" borderColor="danger200" hasRadius padding={4} role="group" aria-label={text('account.failing')} data-account-failure={error.code}>
      <Flex gap={3} alignItems="flex-start">
        <Box color="danger600" paddingTop={1} shrink={0}><WarningCircle aria-hidden fill="currentColor" /></Box>
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          <Typography fontWeight="semiBold">{what}</Typography>
          <Typography>
            {account.errorSince ? text('account.failing.since', { server: account.imap.host, since: format.fullTime(account.errorSince) }) : null} {remedy}
          </Typography>
          <Typography variant="pi" textColor="neutral700">{who}</Typography>
          {account.can.manage && account.state === 'stopped' ? <RepairForm account={account} askPassword={ASKS_PASSWORD.has(error.code)} /> : null}
          <TechnicalDetail detail={error.detail} />
        </Flex>
      </Flex>
    </Box>
  );
}
