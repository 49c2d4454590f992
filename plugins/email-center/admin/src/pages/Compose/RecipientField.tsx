import { Typography } from '@strapi/design-system';
import { useEffect, useId, useRef, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { RecipientDto } from '../../../../shared/contracts';
import { useRecipientsQuery } from '../../api/writing-api';
import { useText } from '../../text/text';
import { usePaused } from '../Settings/routing/PersonSearch';
import { isAddress, parseRecipients, shownRecipient, withRecipients, type Recipient } from './recipients';
import { RecipientChip } from './RecipientChip';
import { Suggestions } from './Suggestions';

const Row = styled.div`
  position: relative;
  display: flex;
  align-items: flex-start;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[4]}`};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  &:focus-within { background: ${({ theme }) => theme.colors.neutral100}; }
`;
const Label = styled.label`
  flex-shrink: 0;
  min-width: 3.2rem;
  padding-top: 0.5rem;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral600};
`;
const Chips = styled.div`
  flex: 1;
  min-width: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  max-height: 12rem;
  overflow-y: auto;
  ul { display: contents; }
`;
const Input = styled.input`
  flex: 1;
  min-width: 12rem;
  padding: 0.5rem 0;
  border: 0;
  outline: none;
  background: transparent;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
`;

const LETTERS = 2;
const ENDS_ENTRY = new Set(['Enter', 'Tab', ',', ';']);

/** Whether a key ends what was typed; within quotes a comma belongs to the name. */
function endsEntry({ key, ctrlKey, metaKey }: KeyboardEvent, typed: string): boolean {
  const quoted = key === ',' && (typed.match(/"/g) ?? []).length % 2 === 1;
  return ENDS_ENTRY.has(key) && typed.trim() !== '' && !ctrlKey && !metaKey && !quoted;
}

interface Props {
  label: string;
  name: 'to' | 'cc' | 'bcc';
  people: readonly Recipient[];
  onChange(people: Recipient[]): void;
  /** Addresses whose mail comes back, as far as it was seen here. */
  failing: ReadonlySet<string>;
  onSeen(found: readonly RecipientDto[]): void;
  autoFocus?: boolean;
  children?: ReactNode;
}

const NOBODY: readonly RecipientDto[] = [];

/** Those found for what is typed, without those who are in the field already. */
function useFound(typed: string, people: readonly Recipient[], onSeen: Props['onSeen']): readonly RecipientDto[] {
  const q = usePaused(typed.trim());
  const asks = q.length >= LETTERS && typed.trim().length >= LETTERS;
  const { currentData = NOBODY } = useRecipientsQuery(q.slice(0, 100), { skip: !asks });
  useEffect(() => onSeen(currentData), [currentData, onSeen]);
  const there = new Set(people.map(({ address }) => address.toLowerCase()));
  // Until the answer to the last letters is there, of the one before only what still fits: Enter must not choose somebody else.
  const fits = ({ name, address }: RecipientDto) => q === typed.trim() || `${name} ${address}`.toLowerCase().includes(typed.trim().toLowerCase());
  return asks ? currentData.filter((one) => !there.has(one.address.toLowerCase()) && fits(one)) : [];
}

/** An address field: people as chips, completed while typing, pasted as lists; what cannot be an address is shown red and said. */
export function RecipientField({ label, name, people, onChange, failing, onSeen, autoFocus, children }: Props) {
  const text = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const [closed, setClosed] = useState(false);
  const all = useFound(typed, people, onSeen);
  const found = closed ? [] : all;
  const chosen = found[Math.min(active, found.length - 1)];
  const wrong = people.filter(({ address }) => !isAddress(address));

  const type = (value: string) => {
    setTyped(value);
    // A whole address means itself, not the first that resembles it.
    setActive(isAddress(value.trim()) ? -1 : 0);
    setClosed(false);
  };
  const add = (more: readonly Recipient[]) => {
    onChange(withRecipients(people, more.map(({ name: known, address }) => ({ name: known, address }))));
    type('');
  };
  const commit = () => typed.trim() !== '' && add(parseRecipients(typed));
  const remove = (at: number) => {
    onChange(people.filter((_one, index) => index !== at));
    input.current?.focus();
  };
  const edit = (at: number) => {
    const one = people[at];
    if (!one) return;
    onChange(people.filter((_one, index) => index !== at));
    type(shownRecipient(one));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && found.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((before) => (Math.max(-1, before) + step + found.length) % found.length);
    } else if (event.key === 'Escape' && found.length > 0) {
      event.stopPropagation();
      setClosed(true);
    } else if (event.key === 'Backspace' && typed === '' && people.length > 0) {
      event.preventDefault();
      edit(people.length - 1);
    } else if (endsEntry(event, typed)) {
      if (event.key !== 'Tab') event.preventDefault();
      if (chosen && event.key !== ',' && event.key !== ';') add([chosen]);
      else commit();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    const parsed = parseRecipients(typed + pasted);
    // One bare word goes on being typed; whole addresses and lists become chips at once.
    if (parsed.length < 2 && !isAddress(parsed[0]?.address ?? '')) return;
    event.preventDefault();
    add(parsed);
  };
  return (
    <Row data-recipients={name}>
      <Label htmlFor={id}>{label}</Label>
      <Chips onClick={(event) => event.target === event.currentTarget && input.current?.focus()}>
        {people.length > 0 ? (
          <ul aria-label={label}>
            {people.map((one, index) => <RecipientChip key={`${one.address} ${index}`} person={one} failing={failing.has(one.address.toLowerCase())} onRemove={() => remove(index)} onEdit={() => edit(index)} />)}
          </ul>
        ) : null}
        <Input
          ref={input} id={id} type="text" role="combobox" autoComplete="off" spellCheck={false} autoFocus={autoFocus} value={typed}
          aria-autocomplete="list" aria-expanded={found.length > 0} aria-controls={`${id}-list`} aria-activedescendant={chosen ? `${id}-list-${found.indexOf(chosen)}` : undefined}
          aria-invalid={wrong.length > 0} aria-describedby={wrong.length > 0 ? `${id}-wrong` : undefined}
          onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} onPaste={onPaste} onBlur={commit}
        />
        {wrong.length > 0 ? (
          <Typography id={`${id}-wrong`} role="alert" variant="pi" textColor="danger600" style={{ flexBasis: '100%', overflowWrap: 'anywhere' }}>
            {text('write.wrong-address', { addresses: wrong.map(({ address }) => address).join(', '), count: wrong.length })}
          </Typography>
        ) : null}
      </Chips>
      {children}
      <Suggestions id={`${id}-list`} found={found} active={chosen} onChoose={(one) => { add([one]); input.current?.focus(); }} />
    </Row>
  );
}
