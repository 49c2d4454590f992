import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { useText } from '../../text/text';
import type { Wizard } from './use-wizard';
import { WIZARD_STEPS } from './wizard-values';

interface Props {
  wizard: Wizard;
  title: string;
  purpose: string;
  /** The one thing to be done here; none where the step offers its own. */
  next?: { label: string; loading?: boolean; disabled?: boolean };
  onNext?: () => void;
  children: ReactNode;
}

/** A step: its heading, which has the focus when one comes to it, what is asked, and the way on and back. */
export function StepFrame({ wizard, title, purpose, next, onNext, children }: Props) {
  const text = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const { moved } = wizard;
  useEffect(() => {
    // Not on the first look at the page: there the browser's own place is right.
    if (moved) heading.current?.focus();
  }, [moved]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext?.();
  };
  const before = WIZARD_STEPS[WIZARD_STEPS.indexOf(wizard.step) - 1];
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }} tag="section" aria-labelledby="wizard-heading" data-wizard={wizard.step}>
      <form onSubmit={submit} noValidate>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <div>
            <Typography variant="beta" tag="h2" id="wizard-heading" tabIndex={-1} ref={heading} style={{ outline: 'none' }}>{title}</Typography>
            <Typography tag="p" textColor="neutral600">{purpose}</Typography>
          </div>
          {children}
          <Flex gap={3} wrap="wrap" justifyContent="space-between" direction="row-reverse">
            {next ? <Button type="submit" size="L" loading={next.loading} disabled={next.disabled}>{next.label}</Button> : <span />}
            {before ? <Button variant="tertiary" size="L" startIcon={<ArrowLeft />} onClick={() => wizard.go(before)}>{text('wizard.back')}</Button> : <span />}
          </Flex>
        </Flex>
      </form>
    </Box>
  );
}
