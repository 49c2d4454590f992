import { Box, Typography } from '@strapi/design-system';
import type { MessageDetail, MessageListItem } from '../../../../shared/contracts';
import { useText, type Text } from '../../text/text';

export type PartialView = 'metadata' | 'subject';

/** How much of it is shared, where that is not everything. */
export function partOf({ view }: Pick<MessageListItem, 'view'>): PartialView | null {
  return view === 'metadata' || view === 'subject' ? view : null;
}

/** The subject, or why there is none to show. */
export function subjectOf(text: Text, message: Pick<MessageListItem, 'view' | 'subject'>): string {
  return message.subject || text(message.view === 'metadata' ? 'shared.no-subject' : 'messages.no-subject');
}

/** Stands in the place of text and files when these are not shared: says so, and whom to ask. */
export function SharedPart({ message, part }: { message: MessageDetail; part: PartialView }) {
  const text = useText();
  return (
    <Box background="neutral100" hasRadius padding={4} role="note" data-shared={part}>
      <Typography tag="p">
        {text(`shared.${part}`)} {message.owner ? text('shared.owner', { owner: message.owner }) : null}
      </Typography>
      <Typography tag="p" variant="pi" textColor="neutral600">{text('shared.files', { count: message.attachmentCount })}</Typography>
    </Box>
  );
}
