import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { CaretDown, CaretUp } from '@strapi/icons';
import { useId, useState } from 'react';
import type { DiscoveryStep } from '../../../../shared/contracts';
import { explain } from '../../components/ProblemNotice';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';

function Asked({ step }: { step: DiscoveryStep }) {
  const text = useText();
  const format = useFormat();
  const outcome = step.error ? explain(text, step.error).what : text(`wizard.asked.${step.status}`);
  return (
    <Box tag="li" data-discovery-step={step.step} data-status={step.status}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography variant="pi" fontWeight="semiBold">{text(`wizard.asked.step.${step.step}`)}</Typography>
        {step.asked.length > 0 ? <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}>{format.duration(step.ms)}</Typography> : null}
      </Flex>
      <Typography variant="pi" tag="p" textColor="neutral700">{outcome}</Typography>
      {step.asked.length > 0 ? <Typography variant="pi" tag="p" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>{step.asked.join(', ')}</Typography> : null}
    </Box>
  );
}

/** Who was asked, and what came of it: folded, for those who want to know. */
export function AskedList({ steps }: { steps: readonly DiscoveryStep[] }) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <Button variant="ghost" size="S" aria-expanded={open} aria-controls={id} endIcon={open ? <CaretUp /> : <CaretDown />} onClick={() => setOpen(!open)}>{text('wizard.asked')}</Button>
      <div id={id} hidden={!open}>
        <Flex direction="column" alignItems="stretch" gap={3} paddingTop={2}>
          <Typography variant="pi" textColor="neutral600">{text('wizard.asked.privacy')}</Typography>
          <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>{steps.map((step) => <Asked key={step.step} step={step} />)}</Flex>
        </Flex>
      </div>
    </div>
  );
}
