import { useState } from 'react';
import type { AccountScope } from '../../api/center-api';
import { useText } from '../../text/text';
import { TextField } from '../AccountForm/fields';
import { OwnerField } from '../AccountForm/OwnerField';
import { StepFrame } from './StepFrame';
import type { Wizard } from './use-wizard';
import { isAddress } from './wizard-values';

/** Step 1: which mailbox. */
export function AddressStep({ wizard, scope }: { wizard: Wizard; scope: AccountScope }) {
  const text = useText();
  const { values, setValues } = wizard;
  const [wrong, setWrong] = useState(false);
  const next = () => {
    const complete = isAddress(values.address);
    setWrong(!complete);
    if (!complete) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
      return;
    }
    // Settings that were typed or found for a saved account stay; it is asked again only for another address.
    if (wizard.account === null || wizard.saved.address !== values.address.trim()) void wizard.search();
    wizard.go('settings');
  };
  return (
    <StepFrame wizard={wizard} title={text('wizard.address.title')} purpose={text('wizard.address.purpose')} next={{ label: text('wizard.address.next') }} onNext={next}>
      <TextField name="address" type="email" autoComplete="email" label={text('form.address')} value={values.address} errors={wrong ? { address: true } : {}} required onChange={(address) => setValues({ ...values, address })} />
      <TextField name="name" label={text('form.name')} hint={text('form.name.hint')} value={values.name} errors={{}} placeholder={values.address} onChange={(name) => setValues({ ...values, name })} />
      {scope === 'all' ? <OwnerField values={values} onChange={setValues} /> : null}
    </StepFrame>
  );
}
