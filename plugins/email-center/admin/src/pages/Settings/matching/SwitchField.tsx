import { Flex, Switch, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';

/** Off is a choice and no alarm: the design system's red is kept for what is dangerous. */
const CalmSwitch = styled(Switch)`
  &&[data-state='unchecked'] { background: ${({ theme }) => theme.colors.neutral500}; }
`;

interface Props {
  name: string;
  label: string;
  /** What it does, with an example. */
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A choice that is on or off, with its sentence beside it. */
export function SwitchField({ name, label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <Flex gap={4} alignItems="flex-start" data-switch={name}>
      <CalmSwitch aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`} checked={checked} onCheckedChange={onChange} />
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0}>
        <Typography id={`${id}-label`} fontWeight="semiBold">{label}</Typography>
        <Typography id={`${id}-hint`} variant="pi" textColor="neutral600">{hint}</Typography>
      </Flex>
    </Flex>
  );
}
