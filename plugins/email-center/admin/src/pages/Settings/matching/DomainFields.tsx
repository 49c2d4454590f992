import { Button, Field, Flex, IconButton, Textarea, TextInput, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../../../text/text';

const Fieldset = styled.fieldset`
  min-width: 0;
  margin: 0;
  padding: 0;
  border: 0;
  legend { padding: 0; }
`;

/** Groups of domains held for the same, one line each, its domains separated by commas. */
export function DomainGroups({ groups, onChange }: { groups: string[]; onChange: (groups: string[]) => void }) {
  const text = useText();
  return (
    <Fieldset>
      <Typography tag="legend" fontWeight="semiBold">{text('settings.matching.equivalentDomains')}</Typography>
      <Flex direction="column" alignItems="stretch" gap={3} paddingTop={1}>
        <Typography variant="pi" textColor="neutral600">{text('settings.matching.equivalentDomains.hint')}</Typography>
        {groups.map((group, index) => (
          // The place is what names a group; its text changes while it is typed.
          <Flex key={index} gap={2} alignItems="center">
            <Field.Root flex={1} minWidth={0}>
              <TextInput
                aria-label={text('settings.matching.group', { number: index + 1 })} placeholder="gmail.com, googlemail.com" value={group}
                onChange={(event) => onChange(groups.map((one, place) => (place === index ? event.target.value : one)))}
              />
            </Field.Root>
            <IconButton label={text('settings.matching.group.remove', { number: index + 1 })} onClick={() => onChange(groups.filter((_, place) => place !== index))}><Trash /></IconButton>
          </Flex>
        ))}
        <Flex><Button variant="tertiary" size="S" startIcon={<Plus />} onClick={() => onChange([...groups, ''])}>{text('settings.matching.group.add')}</Button></Flex>
      </Flex>
    </Fieldset>
  );
}

/** The own domains, one in each line. */
export function DomainList({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useText();
  return (
    <Field.Root name="internalDomains" hint={text('settings.matching.internalDomains.hint')}>
      <Field.Label>{text('settings.matching.internalDomains')}</Field.Label>
      <Textarea value={value} onChange={(event) => onChange(event.target.value)} />
      <Field.Hint />
    </Field.Root>
  );
}
