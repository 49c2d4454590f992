import { Box, Flex, LinkButton, Searchbar, SearchForm } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { AccountDto } from '../../../../shared/contracts';
import { useAccountsQuery, type AccountScope } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { EmptyState } from '../../components/EmptyState';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { AccountCard } from './AccountCard';

const SEARCH_FROM = 6;

/** Accounts whose name, address or owner holds the text, by name. */
export function accountsFound(accounts: readonly AccountDto[], q: string, locale?: string): AccountDto[] {
  const wanted = q.trim().toLocaleLowerCase(locale);
  return accounts
    .filter(({ name, address, owner }) => `${name} ${address} ${owner?.name ?? ''} ${owner?.email ?? ''}`.toLocaleLowerCase(locale).includes(wanted))
    .sort((one, other) => one.name.localeCompare(other.name, locale));
}

/** A mailbox that was never connected goes on in the wizard, where it was left; every other account has its form. */
const pageOf = ({ id, kind, state }: AccountDto, home: string): string =>
  kind === 'personal' && state === 'draft' ? `${home}/new?account=${encodeURIComponent(id)}` : `${home}/${encodeURIComponent(id)}`;

interface Props {
  scope: AccountScope;
  /** The path under which the forms are. */
  home: string;
  /** Which kinds of accounts; all when left out. */
  shows?: (kind: AccountDto['kind']) => boolean;
  /** In place of the words for mail accounts, where there are none. */
  empty?: { title: string; body: string; connect: string };
}

/** Accounts by name; with a search where there are many. */
export function AccountList({ scope, home, shows, empty }: Props) {
  const text = useText();
  const [q, setQ] = useState('');
  const { data, error, refetch } = useAccountsQuery(scope, { refetchOnMountOrArgChange: true });
  const accounts = data?.filter((account) => shows === undefined || shows(account.kind));
  if (error && !accounts) return <ProblemNotice title={text('accounts.failed')} problem={problemOf(error)} onRetry={refetch} />;
  if (!accounts) return <Box background="neutral0" hasRadius><Skeleton rows={3} rowHeight={120} /></Box>;
  if (accounts.length === 0) {
    return (
      <Box background="neutral0" hasRadius shadow="tableShadow">
        <EmptyState title={empty?.title ?? text('accounts.empty.title')} action={<LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />}>{empty?.connect ?? text('accounts.connect')}</LinkButton>}>
          {empty?.body ?? text('accounts.empty.body')}
        </EmptyState>
      </Box>
    );
  }
  const found = accountsFound(accounts, q);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {scope === 'all' || accounts.length >= SEARCH_FROM ? (
        <SearchForm onSubmit={(event) => event.preventDefault()}>
          <Searchbar name="accounts" value={q} placeholder={text('accounts.search.placeholder')} clearLabel={text('action.clear')} onClear={() => setQ('')} onChange={(event) => setQ(event.target.value)}>
            {text('accounts.search')}
          </Searchbar>
        </SearchForm>
      ) : null}
      {found.length === 0 ? <EmptyState title={text('accounts.none-found', { q })} /> : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={4} aria-label={text('nav.accounts')}>
          {found.map((account) => <AccountCard key={account.id} account={account} to={pageOf(account, home)} showOwner={scope === 'all'} />)}
        </Flex>
      )}
    </Flex>
  );
}
