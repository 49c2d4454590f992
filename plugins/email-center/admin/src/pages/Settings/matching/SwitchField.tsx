import { Flex, Switch, Typography } from '@strapi/design-system';
import { useId } from 'react';

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
      <Switch aria-labelledby={`${id}-label`} aria-describedby={`${id}-hint`} checked={checked} onCheckedChange={onChange} />
      <Flex direction="column" alignItems="flex-start" gap={1} minWidth={0}>
        <Typography id={`${id}-label`} fontWeight="semiBold">{label}</Typography>
        <Typography id={`${id}-hint`} variant="pi" textColor="neutral600">{hint}</Typography>
      </Flex>
    </Flex>
  );
}
