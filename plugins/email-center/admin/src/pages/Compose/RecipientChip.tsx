import { Cross, WarningCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../../text/text';
import { isAddress, shownRecipient, type Recipient } from './recipients';

type Tone = 'plain' | 'wrong' | 'failing';
const BACKGROUND = { plain: 'neutral150', wrong: 'danger100', failing: 'warning100' } as const;
const WORDS = { plain: 'neutral800', wrong: 'danger700', failing: 'neutral800' } as const;

const Chip = styled.li<{ $tone: Tone }>`
  display: inline-flex;
  align-items: stretch;
  max-width: 100%;
  border-radius: 1.2rem;
  font-size: 1.3rem;
  line-height: 2.4rem;
  background: ${({ theme, $tone }) => theme.colors[BACKGROUND[$tone]]};
  color: ${({ theme, $tone }) => theme.colors[WORDS[$tone]]};
  button { color: inherit; font-size: inherit; cursor: pointer; border-radius: 1.2rem; }
  button:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
`;
const Name = styled.button`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  min-width: 0;
  padding-left: 0.8rem;
  span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  svg { flex-shrink: 0; width: 1.2rem; height: 1.2rem; fill: ${({ theme }) => theme.colors.warning600}; }
`;
const Remove = styled.button`
  flex-shrink: 0;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 2.4rem;
  svg { width: 0.8rem; height: 0.8rem; }
  svg path { fill: currentColor; }
`;

interface Props {
  person: Recipient;
  /** Mail to it came back. */
  failing: boolean;
  onRemove(): void;
  onEdit(): void;
}

/** One recipient: a click on the name changes it, the cross takes it away. */
export function RecipientChip({ person, failing, onRemove, onEdit }: Props) {
  const text = useText();
  const whole = shownRecipient(person);
  const tone: Tone = !isAddress(person.address) ? 'wrong' : failing ? 'failing' : 'plain';
  const title = tone === 'failing' ? text('write.failing', { address: person.address }) : whole;
  return (
    <Chip $tone={tone} data-chip={person.address} data-tone={tone}>
      <Name type="button" title={title} aria-label={`${text('write.recipient.edit', { name: whole })}${tone === 'failing' ? ` ${title}` : ''}`} onClick={onEdit}>
        {tone === 'failing' ? <WarningCircle aria-hidden /> : null}
        <span>{person.name || person.address}</span>
      </Name>
      <Remove type="button" aria-label={text('write.recipient.remove', { name: whole })} onClick={onRemove}><Cross aria-hidden /></Remove>
    </Chip>
  );
}
