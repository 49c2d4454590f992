import { Button, Flex } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { useEffect, useRef } from 'react';
import type { AccountDto } from '../../../../shared/contracts';
import { useNoteTestedMutation } from '../../api/center-api';
import { useText } from '../../text/text';
import { TestSteps } from './TestSteps';
import { useAccountTest } from './use-account-test';

interface Props {
  account: AccountDto;
  /** Counts up with every request to begin from outside (after saving); 0: only by the button. */
  request: number;
  /** Nothing may be tested that is not saved: the test runs with what is stored. */
  disabled?: boolean;
}

/** "Test account settings": to be run at any time, step by step. */
export function AccountTest({ account, request, disabled = false }: Props) {
  const text = useText();
  const [noteTested] = useNoteTestedMutation();
  const run = useAccountTest(() => void noteTested(account.id));
  const begun = useRef(0);
  const { start } = run;
  useEffect(() => {
    if (request === 0 || begun.current === request) return;
    begun.current = request;
    start(account.id);
  }, [request, account.id, start]);
  const passedText = account.state === 'active' ? text('test.result.passed.active') : text('test.result.passed');
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex>
        <Button variant={account.tested ? 'tertiary' : 'secondary'} startIcon={<CheckCircle />} loading={run.running} disabled={disabled || run.running} onClick={() => start(account.id)}>
          {text('test.start')}
        </Button>
      </Flex>
      <TestSteps run={run} passedText={passedText} />
    </Flex>
  );
}
