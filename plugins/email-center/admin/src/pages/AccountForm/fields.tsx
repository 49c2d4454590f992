import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useText, type TextKey } from '../../text/text';
import { withSecurity, type EndpointValues, type FieldErrors, type FieldName, type Security } from './form-values';

interface TextFieldProps {
  name: FieldName;
  label: string;
  value: string;
  errors: FieldErrors;
  onChange(value: string): void;
  hint?: string;
  type?: 'text' | 'email' | 'password';
  placeholder?: string;
  autoComplete?: string;
  required?: boolean;
}

/** One line of text with its label, its hint and, where it is wrong, what is expected. */
export function TextField({ name, label, value, errors, onChange, hint, type = 'text', placeholder, autoComplete = 'off', required = false }: TextFieldProps) {
  const text = useText();
  return (
    <Field.Root name={name} hint={hint} required={required} error={errors[name] ? text(`form.error.${name}` as TextKey) : undefined}>
      <Field.Label>{label}</Field.Label>
      <Field.Input type={type} value={value} placeholder={placeholder} autoComplete={autoComplete} spellCheck={false} onChange={(event) => onChange(event.target.value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

const Fields = styled.fieldset`
  border: 0;
  padding: 0;
  margin: 0;
  min-width: 0;
  legend { padding: 0 0 ${({ theme }) => theme.spaces[2]}; font-weight: 600; font-size: 1.4rem; color: ${({ theme }) => theme.colors.neutral800}; }
  > div { display: grid; gap: ${({ theme }) => theme.spaces[3]}; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); align-items: start; }
  > div > :first-child { grid-column: 1 / -1; }
`;

interface ServerFieldsProps {
  protocol: 'imap' | 'smtp';
  value: EndpointValues;
  errors: FieldErrors;
  placeholder: string;
  onChange(value: EndpointValues): void;
}

/** A port is a name made of digits: a number field would write it "33,051". */
function portOf(typed: string): number | undefined {
  const digits = typed.replace(/\D/g, '').slice(0, 5);
  return digits === '' ? undefined : Number(digits);
}

/** Host, port and encryption of one server. There is no choice of plain text. */
export function ServerFields({ protocol, value, errors, placeholder, onChange }: ServerFieldsProps) {
  const text = useText();
  return (
    <Fields>
      <legend>{text(`form.${protocol}`)}</legend>
      <div>
        <TextField name={`${protocol}.host`} label={text('form.host')} value={value.host} errors={errors} placeholder={placeholder} required onChange={(host) => onChange({ ...value, host })} />
        <Field.Root name={`${protocol}.port`} required error={errors[`${protocol}.port`] ? text('form.error.port') : undefined}>
          <Field.Label>{text('form.port')}</Field.Label>
          <Field.Input inputMode="numeric" autoComplete="off" value={value.port ?? ''} onChange={(event) => onChange({ ...value, port: portOf(event.target.value) })} />
          <Field.Error />
        </Field.Root>
        <Field.Root name={`${protocol}.security`} required>
          <Field.Label>{text('form.security')}</Field.Label>
          <SingleSelect value={value.security} onChange={(security) => onChange(withSecurity(value, protocol, security as Security))}>
            <SingleSelectOption value="tls">{text('form.security.tls')}</SingleSelectOption>
            <SingleSelectOption value="starttls">{text('form.security.starttls')}</SingleSelectOption>
          </SingleSelect>
        </Field.Root>
      </div>
    </Fields>
  );
}
