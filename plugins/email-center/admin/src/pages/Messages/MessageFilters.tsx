import { useDebounce } from '@strapi/strapi/admin';
import { Searchbar, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { automaticFilterSchema } from '../../../../shared/contracts';
import { useAccountsQuery, type MessageFilter } from '../../api/center-api';
import { useText } from '../../text/text';

const TYPING_PAUSE_MS = 300;
const ALL = 'all';
const SHARED = 'shared';

const Row = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(16.5rem, 1fr));
  gap: ${({ theme }) => theme.spaces[2]};
`;
const Search = styled.form`
  > div, > div > div { width: 100%; }
`;

interface ChoiceProps {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange(value: string | undefined): void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <SingleSelect aria-label={label} size="S" value={value ?? ALL} onChange={(chosen) => onChange(chosen === ALL ? undefined : String(chosen))}>
      {options.map((option) => (
        <SingleSelectOption key={option.value} value={option.value}>{option.label}</SingleSelectOption>
      ))}
    </SingleSelect>
  );
}

interface Props {
  filter: MessageFilter;
  onChange(change: Partial<MessageFilter>): void;
}

/** Which messages are listed: by account, by whether they belong to a record, by direction, and by a piece of text. */
export function MessageFilters({ filter, onChange }: Props) {
  const text = useText();
  const { data: accounts = [] } = useAccountsQuery('mine');
  const [typed, setTyped] = useState(filter.q ?? '');
  const settled = useDebounce(typed, TYPING_PAUSE_MS);
  useEffect(() => {
    if ((filter.q ?? '') !== settled) onChange({ q: settled });
    // Only what was typed decides; a filter changed elsewhere must not be overwritten by an old text.
  }, [settled]);
  useEffect(() => {
    if (filter.q === undefined) setTyped('');
  }, [filter.q]);
  return (
    <>
      <Search role="search" onSubmit={(event) => event.preventDefault()}>
        <Searchbar
          name="q" size="S" value={typed} placeholder={text('messages.search.placeholder')} clearLabel={text('action.clear')}
          onClear={() => setTyped('')} onChange={(event) => setTyped(event.target.value)}
        >
          {text('messages.search')}
        </Searchbar>
      </Search>
      <Row>
        <Choice
            label={text('messages.filter.account')} value={filter.shared === '1' ? SHARED : filter.account} onChange={(account) => onChange(account === SHARED ? { account: undefined, shared: '1' } : { account, shared: undefined })}
            options={[{ value: ALL, label: text('messages.filter.account.all') }, { value: SHARED, label: text('messages.filter.account.shared') }, ...accounts.map(({ id, name }) => ({ value: id, label: name }))]}
          />
        <Choice
          label={text('messages.filter.links')} value={filter.links}
          onChange={(links) => onChange({ links: links as MessageFilter['links'] })}
          options={[
            { value: ALL, label: text('messages.filter.links.all') },
            { value: 'linked', label: text('messages.filter.links.linked') },
            { value: 'unmatched', label: text('messages.filter.links.unmatched') },
          ]}
        />
        <Choice
          label={text('messages.filter.direction')} value={filter.direction}
          onChange={(direction) => onChange({ direction: direction as MessageFilter['direction'] })}
          options={[
            { value: ALL, label: text('messages.filter.direction.all') },
            { value: 'incoming', label: text('messages.filter.direction.incoming') },
            { value: 'outgoing', label: text('messages.filter.direction.outgoing') },
          ]}
        />
        <Choice
          label={text('messages.filter.automatic')} value={filter.automatic}
          onChange={(automatic) => onChange({ automatic: automatic as MessageFilter['automatic'] })}
          options={[{ value: ALL, label: text('messages.filter.automatic.all') }, ...automaticFilterSchema.options.map((kind) => ({ value: kind, label: text(`messages.filter.automatic.${kind}`) }))]}
        />
      </Row>
    </>
  );
}
