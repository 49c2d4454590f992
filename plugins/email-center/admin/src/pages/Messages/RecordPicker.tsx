import { Box, Field, Flex, Typography } from '@strapi/design-system';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import type { FoundRecordDto } from '../../../../shared/contracts';
import { useSearchRecordsQuery } from '../../api/links-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';

const LETTERS = 2;
const PAUSE_MS = 200;

const Option = styled.li<{ $active: boolean }>`
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  overflow-wrap: anywhere;
  background: ${({ theme, $active }) => ($active ? theme.colors.primary100 : 'transparent')};
  outline: ${({ theme, $active }) => ($active ? `2px solid ${theme.colors.primary600}` : 'none')};
  outline-offset: -2px;
`;
const Input = styled.input`
  width: 100%;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 0; }
`;
const List = styled.ul`
  max-height: 32rem;
  overflow-y: auto;
`;

/** What was typed, once the person pauses. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

interface ListProps {
  id: string;
  records: FoundRecordDto[];
  active: number;
  onChoose: (record: FoundRecordDto) => void;
}

function FoundRecords({ id, records, active, onChoose }: ListProps) {
  const text = useText();
  return (
    <List id={id} role="listbox" aria-label={text('link.found')}>
      {records.map((record, index) => (
        <Option
          key={`${record.recordType} ${record.recordId}`} id={`${id}-${index}`} role="option" aria-selected={index === active} $active={index === active}
          data-found-record={record.recordId} onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(record)}
        >
          <Typography tag="span">{record.label}</Typography>
          <Typography tag="span" variant="pi" textColor="neutral600"> {record.typeName}{record.address === null ? '' : `, ${record.address}`}</Typography>
        </Option>
      ))}
    </List>
  );
}

interface PickerProps {
  /** What the record is looked for; to link it, where nothing else is said. */
  label?: string;
  autoFocus?: boolean;
  onChoose: (record: FoundRecordDto) => void;
}

/** Finds a record by typing part of its name or the beginning of an address; arrows and Enter choose. */
export function RecordPicker({ label, autoFocus = true, onChoose }: PickerProps) {
  const text = useText();
  const name = label ?? text('link.search');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const q = usePaused(typed.trim());
  const asks = q.length >= LETTERS;
  const { currentData: records, error } = useSearchRecordsQuery(q, { skip: !asks });
  const shown = asks ? (records ?? []) : [];
  useEffect(() => setActive(0), [records]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setActive((before) => Math.max(0, Math.min(shown.length - 1, before + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    const chosen = shown[active];
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (chosen) onChoose(chosen);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Field.Root hint={text('link.hint')}>
        <Field.Label>{name}</Field.Label>
        <Input
          type="text" role="combobox" aria-label={name} aria-expanded={shown.length > 0} aria-controls={id} aria-autocomplete="list" autoComplete="off" autoFocus={autoFocus}
          aria-activedescendant={shown.length > 0 ? `${id}-${active}` : undefined} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={onKeyDown}
        />
        <Field.Hint />
      </Field.Root>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      <Box role="status">{asks && records?.length === 0 ? <Typography variant="pi" textColor="neutral600">{text('link.nothing', { q })}</Typography> : null}</Box>
      {shown.length > 0 ? <FoundRecords id={id} records={shown} active={active} onChoose={onChoose} /> : null}
    </Flex>
  );
}
