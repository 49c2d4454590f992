import { Flex, Popover, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Cross, Filter } from '@strapi/icons';
import { styled } from 'styled-components';
import { automaticFilterSchema } from '../../../../../shared/contracts';
import { useAccountsQuery } from '../../../api/center-api';
import { useRights } from '../../../permissions';
import { useText } from '../../../text/text';
import type { PlaceView } from '../place';
import { countFilters, isFiltered, type CenterFilter, type SearchState } from './filter';

const ALL = 'all';
const SHARED = 'shared';

const Chip = styled.button`
  display: inline-flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  flex-shrink: 0;
  height: 2.8rem;
  padding: 0 1rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: 1.4rem;
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral700};
  font-size: 1.2rem;
  white-space: nowrap;
  cursor: pointer;
  svg { width: 1.1rem; height: 1.1rem; }
  svg path { fill: currentColor; }
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &[aria-pressed='true'], &[data-some='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
    font-weight: 600;
  }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
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
      {options.map((option) => <SingleSelectOption key={option.value} value={option.value}>{option.label}</SingleSelectOption>)}
    </SingleSelect>
  );
}

interface Props {
  state: SearchState;
  view: PlaceView;
}

/** Account, records, direction and kind of mail, each with all of its values. */
function Choices({ state: { filter, change } }: { state: SearchState }) {
  const text = useText();
  const { manageOwn } = useRights();
  const { data: accounts = [] } = useAccountsQuery('mine', { skip: !manageOwn });
  const chooseAccount = (account: string | undefined) => change(account === SHARED ? { account: undefined, shared: '1' } : { account, shared: undefined });
  return (
    <Flex direction="column" alignItems="stretch" gap={3} padding={4} width="min(28rem, 88vw)" data-filters>
      <Choice
        label={text('messages.filter.account')} value={filter.shared === '1' ? SHARED : filter.account} onChange={chooseAccount}
        options={[{ value: ALL, label: text('messages.filter.account.all') }, { value: SHARED, label: text('messages.filter.account.shared') }, ...accounts.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <Choice
        label={text('messages.filter.links')} value={filter.links} onChange={(links) => change({ links: links as CenterFilter['links'] })}
        options={[{ value: ALL, label: text('messages.filter.links.all') }, { value: 'linked', label: text('messages.filter.links.linked') }, { value: 'unmatched', label: text('messages.filter.links.unmatched') }]}
      />
      <Choice
        label={text('messages.filter.direction')} value={filter.direction} onChange={(direction) => change({ direction: direction as CenterFilter['direction'] })}
        options={[{ value: ALL, label: text('messages.filter.direction.all') }, { value: 'incoming', label: text('messages.filter.direction.incoming') }, { value: 'outgoing', label: text('messages.filter.direction.outgoing') }]}
      />
      <Choice
        label={text('messages.filter.automatic')} value={filter.automatic} onChange={(automatic) => change({ automatic: automatic as CenterFilter['automatic'] })}
        options={[{ value: ALL, label: text('messages.filter.automatic.all') }, ...automaticFilterSchema.options.map((kind) => ({ value: kind, label: text(`messages.filter.automatic.${kind}`) }))]}
      />
    </Flex>
  );
}

/** What narrows the view: the common ones a press away, the others behind one. */
export function FilterChips({ state, view }: Props) {
  const text = useText();
  const { filter, change, clear } = state;
  const some = countFilters(filter);
  const press = (changed: Partial<CenterFilter>) => () => change(changed);
  return (
    <Flex gap={1} wrap="wrap" role="group" aria-label={text('views.filters')}>
      <Chip type="button" aria-pressed={filter.unread === '1'} onClick={press({ unread: filter.unread === '1' ? undefined : '1' })}>{text('messages.unread')}</Chip>
      <Chip type="button" aria-pressed={filter.attachments === '1'} onClick={press({ attachments: filter.attachments === '1' ? undefined : '1' })}>{text('views.filter.files')}</Chip>
      {view === 'unmatched' ? null : <Chip type="button" aria-pressed={filter.links === 'unmatched'} onClick={press({ links: filter.links === 'unmatched' ? undefined : 'unmatched' })}>{text('messages.filter.links.unmatched')}</Chip>}
      <Popover.Root>
        <Popover.Trigger><Chip type="button" data-some={some > 0}><Filter aria-hidden />{text('views.filter.more', { count: some })}</Chip></Popover.Trigger>
        <Popover.Content align="start" aria-label={text('views.filters')}><Choices state={state} /></Popover.Content>
      </Popover.Root>
      {isFiltered(filter) ? <Chip type="button" onClick={clear}><Cross aria-hidden />{text('views.filter.clear')}</Chip> : null}
    </Flex>
  );
}
