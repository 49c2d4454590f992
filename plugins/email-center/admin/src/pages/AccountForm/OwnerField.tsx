import { useAdminUsers } from '@strapi/strapi/admin';
import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useText } from '../../text/text';
import type { FormValues } from './form-values';

/** Whose mailbox it is, for those who manage everybody's. */
export function OwnerField({ values, onChange }: { values: FormValues; onChange(values: FormValues): void }) {
  const text = useText();
  const { data } = useAdminUsers({ pageSize: 100, sort: 'firstname:ASC' });
  const users = data?.users ?? [];
  return (
    <Field.Root name="owner" hint={text('form.owner.hint')}>
      <Field.Label>{text('form.owner')}</Field.Label>
      <SingleSelect value={values.ownerId ?? ''} placeholder={text('form.owner.me')} onChange={(id) => onChange({ ...values, ownerId: Number(id) })}>
        {users.map(({ id, firstname, lastname, email }) => (
          <SingleSelectOption key={id} value={Number(id)}>{[firstname, lastname].filter(Boolean).join(' ') || email || String(id)}</SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}
