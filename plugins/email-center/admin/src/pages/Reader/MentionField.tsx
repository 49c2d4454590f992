import { Box } from '@strapi/design-system';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import { useText } from '../../text/text';
import { mentioningAt, peopleFor, withMention, type Mentioning } from './mention';

interface Person {
  id: number;
  name: string;
}

const Field = styled.textarea`
  width: 100%;
  min-height: 8rem;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  font: inherit;
  font-size: 1.4rem;
  line-height: 1.5;
  resize: vertical;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px dashed ${({ theme }) => theme.colors.warning500};
  border-radius: ${({ theme }) => theme.borderRadius};
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 0; }
`;
const People = styled.ul`
  position: absolute;
  z-index: 3;
  bottom: 100%;
  left: 0;
  min-width: 22rem;
  max-width: 100%;
  padding: ${({ theme }) => theme.spaces[1]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;
const Option = styled.li<{ $active: boolean }>`
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  font-size: 1.4rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
`;

interface Props {
  value: string;
  people: readonly Person[];
  onChange: (value: string) => void;
  /** A person was chosen, not merely typed. */
  onMention: (person: Person) => void;
}

/** Where a note is typed; an @ offers those who can read the message, chosen by arrows and Enter or Tab. */
export function MentionField({ value, people, onChange, onMention }: Props) {
  const text = useText();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [mentioning, setMentioning] = useState<Mentioning | null>(null);
  const [active, setActive] = useState(0);
  const caret = useRef<number | null>(null);
  const found = mentioning === null ? [] : peopleFor(people, mentioning.typed);
  useLayoutEffect(() => {
    if (caret.current === null) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);
  const look = (element: HTMLTextAreaElement) => {
    setMentioning(element.selectionStart === element.selectionEnd ? mentioningAt(element.value, element.selectionStart) : null);
    setActive(0);
  };
  const choose = (person: Person) => {
    if (mentioning === null) return;
    const written = withMention(value, mentioning, person);
    caret.current = written.caret;
    onMention(person);
    onChange(written.text);
    setMentioning(null);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const person = found[active];
    if (person === undefined) return;
    const move = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (move !== 0) setActive((active + move + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(person);
    else if (event.key === 'Escape') setMentioning(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Box position="relative">
      {found.length > 0 ? (
        <People id={id} role="listbox" aria-label={text('note.people')}>
          {found.map((person, index) => (
            <Option
              key={person.id} id={`${id}-${index}`} role="option" aria-selected={index === active} $active={index === active} data-mention={person.id}
              onMouseDown={(event) => event.preventDefault()} onClick={() => choose(person)}
            >
              {person.name}
            </Option>
          ))}
        </People>
      ) : null}
      <Field
        ref={field} role="combobox" aria-label={text('note.text')} aria-autocomplete="list" aria-expanded={found.length > 0} aria-controls={id} autoFocus maxLength={10_000}
        aria-activedescendant={found.length > 0 ? `${id}-${active}` : undefined} value={value} onKeyDown={onKeyDown}
        onChange={(event) => { onChange(event.target.value); look(event.target); }} onClick={(event) => look(event.currentTarget)} onBlur={() => setMentioning(null)}
      />
    </Box>
  );
}
