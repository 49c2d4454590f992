import { AccountTest } from '../../components/AccountTest/AccountTest';
import { useText } from '../../text/text';
import { StepFrame } from './StepFrame';
import type { Wizard } from './use-wizard';

/** Step 3: whether it works, told step by step. */
export function TestStep({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const { account, testRequest } = wizard;
  const next = { label: text('wizard.next'), disabled: !account?.tested };
  return (
    <StepFrame wizard={wizard} title={text('wizard.test.title')} purpose={text('wizard.test.purpose')} next={next} onNext={() => wizard.go('import')}>
      {account ? <AccountTest account={account} request={account.tested ? 0 : testRequest} /> : null}
    </StepFrame>
  );
}
