import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Paragraph, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { FilledTemplateDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { AttachMenu } from './AttachMenu';
import { discardLater } from './discard-later';
import type { DraftSession } from './draft-session';
import { offeredRecords } from './offered-records';
import { useDraftState } from './draft-sessions';
import { SaveNote } from './SaveNote';
import { SendButton } from './SendButton';
import { TemplatePicker } from './TemplatePicker';
import { useFormatting } from './use-formatting';
import type { Sending } from './use-sending';
import type { Uploads } from './use-uploads';

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  /* Sending stays in sight below a long answer within a conversation. */
  position: sticky;
  bottom: 0;
  z-index: 5;
  background: ${({ theme }) => theme.colors.neutral0};
`;

interface Props {
  session: DraftSession;
  sending: Sending;
  /** Why it cannot be sent now, in a sentence. */
  why: string | null;
  uploads: Uploads;
  onFiles(files: File[]): void;
  onTemplate(filled: FilledTemplateDto): void;
  onClosed(): void;
}

/** Send, attach, templates, plain text, discard; and whether it is saved. */
export function DraftTools({ session, sending, why, uploads, onFiles, onTemplate, onClosed }: Props) {
  const text = useText();
  const { draft, fields, save } = useDraftState(session);
  const records = offeredRecords(draft, fields);
  const { plain, toggle } = useFormatting(session);
  const discard = () => {
    discardLater(draft.id, text('write.discarded'));
    onClosed();
  };
  return (
    <Bar>
      <SendButton sending={sending} why={why} />
      <Flex gap={1}>
        <AttachMenu records={records} uploads={uploads} onFiles={onFiles} />
        <TemplatePicker records={records} accountId={fields.accountId} onFilled={onTemplate} />
        <IconButton label={text(plain ? 'write.formatted' : 'write.plain')} variant={plain ? 'secondary' : 'ghost'} aria-pressed={plain} onClick={toggle}><Paragraph /></IconButton>
        <IconButton label={text('write.discard')} variant="ghost" onClick={discard}><Trash /></IconButton>
      </Flex>
      <Flex gap={2} wrap="wrap" marginLeft="auto" justifyContent="flex-end">
        {plain ? <Typography variant="pi" textColor="neutral600">{text('write.plain.on')}</Typography> : null}
        <SaveNote save={save} />
      </Flex>
    </Bar>
  );
}
