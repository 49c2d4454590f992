import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Flex, LinkButton } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router-dom';
import type { AccountDto, ProviderDto } from '../../../../shared/contracts';
import { useAccountQuery, useCreateAccountMutation, useProvidersQuery, useUpdateAccountMutation, type AccountScope } from '../../api/center-api';
import { problemOf, type Problem } from '../../api/problem';
import { FormColumns } from '../../components/FormColumns';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { AccountForm } from './AccountForm';
import { checkChange, checkNew, emptyForward, emptyGroup, emptyValues, needsPassword, valuesOfAccount, type FieldErrors, type FormValues } from './form-values';
import { SendingSection } from './SendingSection';
import { TestPanel } from './TestPanel';

const NEW = 'new';
/** The others are read only by what they are for. */
const SENDS: ReadonlySet<string> = new Set(['personal', 'group']);
const NEW_TITLES = { personal: 'form.new', group: 'group.new', intake: 'intake.new', forward: 'forward.new' } as const;
const PURPOSES = { personal: 'form.purpose', group: 'group.purpose', intake: 'intake.purpose', forward: 'forward.purpose' } as const;

interface EditorProps {
  account: AccountDto | null;
  providers: readonly ProviderDto[];
  scope: AccountScope;
  home: string;
  /** What a new account will be. */
  kind: 'personal' | 'group' | 'intake' | 'forward';
}

interface Saved {
  id: string;
}

/** Saves a new or a changed account; the first problem stands at the form, wrong fields at themselves. */
function useSaving(account: AccountDto | null, kind: EditorProps['kind'], onSaved: (saved: Saved) => void) {
  const [create, creating] = useCreateAccountMutation();
  const [update, updating] = useUpdateAccountMutation();
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const save = async (values: FormValues, before: FormValues) => {
    setProblem(null);
    const checked = account ? checkChange(values, before) : checkNew(values);
    setErrors(checked.ok ? {} : checked.errors);
    if (!checked.ok) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
      return;
    }
    try {
      onSaved(account ? await update({ id: account.id, changes: checked.input }).unwrap() : await create({ ...(checked.input as Parameters<typeof create>[0]), ...(kind === 'intake' ? { kind, importPolicy: 'all' as const } : {}) }).unwrap());
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  return { save, errors, problem, saving: creating.isLoading || updating.isLoading };
}

function Editor({ account, providers, scope, home, kind }: EditorProps) {
  const navigate = useNavigate();
  const location = useLocation();
  const initial = account ? valuesOfAccount(account, providers) : { ...emptyValues, marksSeen: kind === 'personal' ? false : null, group: kind === 'group' ? emptyGroup : null, forward: kind === 'forward' ? emptyForward : null };
  const [values, setValues] = useState(initial);
  const [saved, setSaved] = useState(initial);
  // A new account is tested as soon as it has its own page.
  const [request, setRequest] = useState((location.state as { test?: boolean } | null)?.test ? 1 : 0);
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);
  const { save, errors, problem, saving } = useSaving(account, kind, ({ id }) => {
    if (!account) {
      navigate(`${home}/${encodeURIComponent(id)}`, { replace: true, state: { test: true } });
      return;
    }
    const kept = { ...values, password: '' };
    setValues(kept);
    setSaved(kept);
    setRequest((count) => count + 1);
  });
  return (
    <FormColumns>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <AccountForm account={account} values={values} errors={errors} providers={providers} scope={scope} dirty={dirty} passwordNeeded={account !== null && needsPassword(values, saved)} saving={saving} problem={problem} onChange={setValues} onSubmit={() => save(values, saved)} />
        {account !== null && SENDS.has(account.kind) && account.can.manage ? <SendingSection account={account} /> : null}
      </Flex>
      <TestPanel account={account} request={request} dirty={dirty} />
    </FormColumns>
  );
}

function Loaded({ accountId, scope, home, kind }: { accountId: string | null } & Pick<EditorProps, 'scope' | 'home' | 'kind'>) {
  const text = useText();
  const providers = useProvidersQuery();
  const account = useAccountQuery(accountId ?? '', { skip: accountId === null });
  const failed = (account.currentData ? null : account.error) ?? providers.error;
  if (failed) return <ProblemNotice title={text('form.load-failed')} problem={problemOf(failed)} onRetry={account.error ? account.refetch : providers.refetch} />;
  if (!providers.data || (accountId !== null && !account.currentData)) return <Box background="neutral0" hasRadius><Skeleton rows={6} rowHeight={72} /></Box>;
  return <Editor key={accountId ?? NEW} account={account.currentData ?? null} providers={providers.data} scope={scope} home={home} kind={kind} />;
}

/** The form of one account on a page of its own, with the live test beside it. */
export function AccountFormPage({ scope, home, kind = 'personal' }: Pick<EditorProps, 'scope' | 'home'> & Partial<Pick<EditorProps, 'kind'>>) {
  const text = useText();
  const { accountId = NEW } = useParams();
  const isNew = accountId === NEW;
  const { data: account } = useAccountQuery(accountId, { skip: isNew });
  const title = isNew ? text(NEW_TITLES[kind]) : (account?.name ?? text('form.edit'));
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(PURPOSES[kind])}
        navigationAction={<Flex><LinkButton tag={Link} to={home} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('form.back')}</LinkButton></Flex>}
      />
      <Layouts.Content><Loaded accountId={isNew ? null : accountId} scope={scope} home={home} kind={kind} /></Layouts.Content>
    </Page.Main>
  );
}
