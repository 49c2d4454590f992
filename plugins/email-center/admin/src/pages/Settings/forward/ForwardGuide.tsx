import { Accordion, Box, Flex, Typography } from '@strapi/design-system';
import { useText } from '../../../text/text';

const PROGRAMS = ['outlook', 'gmail', 'apple', 'thunderbird'] as const;

/** How to set the rule, and how to send a blind copy, in four mail programs. */
export function ForwardGuide() {
  const text = useText();
  return (
    <Flex tag="section" direction="column" alignItems="stretch" gap={4} aria-label={text('forward.guide')} data-forward-guide>
      <div>
        <Typography tag="h2" variant="delta">{text('forward.guide')}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">{text('forward.guide.hint')}</Typography>
      </div>
      <Accordion.Root>
        {PROGRAMS.map((program) => (
          <Accordion.Item key={program} value={program}>
            <Accordion.Header><Accordion.Trigger>{text(`forward.guide.${program}`)}</Accordion.Trigger></Accordion.Header>
            <Accordion.Content>
              <Box padding={4}>
                <Typography tag="h3" fontWeight="bold">{text('forward.guide.rule')}</Typography>
                <Typography tag="p">{text(`forward.guide.${program}.rule`)}</Typography>
                <Box paddingTop={3}><Typography tag="h3" fontWeight="bold">{text('forward.guide.bcc')}</Typography></Box>
                <Typography tag="p">{text(`forward.guide.${program}.bcc`)}</Typography>
              </Box>
            </Accordion.Content>
          </Accordion.Item>
        ))}
      </Accordion.Root>
    </Flex>
  );
}
