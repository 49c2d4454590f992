import { Box, Button, Flex, Popover, Typography } from '@strapi/design-system';
import type { RecordLinkDto } from '../../../../shared/contracts';
import { fieldLabel } from '../../text/field-label';
import { useFormat, type Format } from '../../text/format';
import { useText, type Text } from '../../text/text';

/** Each reason of each link as one sentence: which address, in which field, of which record, since when. */
export function reasonSentences(text: Text, format: Format, links: RecordLinkDto[]): string[] {
  return links.flatMap((link) =>
    link.reasons.map((reason) =>
      text(`why.${reason.rule}`, {
        address: reason.address,
        field: fieldLabel(text, reason.field),
        type: link.typeName,
        record: link.label,
        entered: format.date(reason.enteredAt),
      })
    )
  );
}

/** "why?": the provenance of the record links, or why there are none (X4). */
export function WhyLinked({ links }: { links: RecordLinkDto[] }) {
  const text = useText();
  const format = useFormat();
  const sentences = links.length === 0 ? [text('why.unmatched')] : reasonSentences(text, format, links);
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="ghost" size="S">{text('why.button')}</Button>
      </Popover.Trigger>
      <Popover.Content align="start" aria-label={text('why.title')}>
        <Box padding={4} maxWidth="min(40rem, 92vw)" tag="section">
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
            {sentences.map((sentence) => (
              <li key={sentence}><Typography>{sentence}</Typography></li>
            ))}
          </Flex>
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}
