import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Lock, Trash } from '@strapi/icons';
import { styled } from 'styled-components';
import type { NoteDto } from '../../../../shared/contracts';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { notePieces } from './mention';
import { useNoteRemoval } from './use-note-removal';

const Slip = styled.section`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  border: 1px dashed ${({ theme }) => theme.colors.warning500};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.warning100};
  svg { flex-shrink: 0; }
`;
const Words = styled.p`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-size: 1.4rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  b { font-weight: 600; color: ${({ theme }) => theme.colors.primary700}; }
`;

/** An internal note: among the messages, and plainly none of them. */
export function Note({ note }: { note: NoteDto }) {
  const text = useText();
  const { hidden, remove } = useNoteRemoval(note);
  if (hidden) return null;
  const author = note.author?.name ?? text('note.somebody');
  return (
    <Slip aria-label={text('note.of', { name: author })} data-note={note.id}>
      <Flex gap={2}>
        <Lock aria-hidden width="1.2rem" height="1.2rem" />
        <Typography variant="pi" fontWeight="semiBold">{text('note.internal', { name: author })}</Typography>
        <Typography variant="pi" textColor="neutral700"><Time iso={note.createdAt} /></Typography>
        {note.canRemove ? <Flex marginLeft="auto"><IconButton variant="ghost" size="S" label={text('note.remove')} onClick={remove}><Trash /></IconButton></Flex> : null}
      </Flex>
      <Words>{notePieces(note.text, note.mentions).map((piece, index) => (piece.person ? <b key={index}>{piece.text}</b> : <span key={index}>{piece.text}</span>))}</Words>
    </Slip>
  );
}
