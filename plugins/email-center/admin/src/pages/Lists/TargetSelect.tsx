import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { ListEntryDto } from '../../../../shared/contracts';
import { useAccountsQuery } from '../../api/center-api';
import { useGroupPeopleQuery } from '../../api/work-api';
import { useUserId } from '../../components/use-user-id';
import { useRights } from '../../permissions';
import { useText, type Text } from '../../text/text';
import { EVERYBODY, ME, personTarget, type ListView } from './list-form';

export interface TargetChoice {
  key: string;
  label: string;
}

/** Whom an entry is for, by name. */
export function targetName(text: Text, { account, user }: Pick<ListEntryDto, 'account' | 'user'>): string {
  if (account) return account.name;
  return user ? text('lists.target.person', { name: user.name }) : text('lists.scope.everybody');
}

/** Whom this person may keep entries for: everybody, oneself, the accounts one manages, and for administrators every account and every person. */
export function useTargets(view: ListView): TargetChoice[] {
  const text = useText();
  const { manageAll, manageRules } = useRights();
  const me = useUserId();
  const { data: accounts = [] } = useAccountsQuery(manageAll ? 'all' : 'mine');
  const { data: people = [] } = useGroupPeopleQuery(undefined, { skip: !manageAll });
  return [
    ...(view === 'everybody' && manageRules ? [{ key: EVERYBODY, label: text('lists.scope.everybody') }] : []),
    { key: ME, label: text('lists.target.me') },
    ...accounts.filter(({ can }) => can.manage).map(({ id, name }) => ({ key: id, label: name })),
    ...(view === 'everybody' ? people.filter(({ id }) => id !== me).map(({ id, name }) => ({ key: personTarget(id), label: text('lists.target.person', { name }) })) : []),
  ];
}

interface Props {
  view: ListView;
  value: string;
  /** What is chosen stays, and is shown by this name where it is no choice (any more). */
  fixed?: string;
  label?: string;
  onChange(target: string): void;
}

/** Whom an entry is for; left out where there is no choice. */
export function TargetSelect({ view, value, fixed, label, onChange }: Props) {
  const text = useText();
  const offered = useTargets(view);
  const targets = fixed === undefined || offered.some(({ key }) => key === value) ? offered : [...offered, { key: value, label: fixed }];
  if (targets.length < 2) return null;
  return (
    <Field.Root name="target">
      <Field.Label>{label ?? text('lists.target')}</Field.Label>
      <SingleSelect value={value} disabled={fixed !== undefined} onChange={(target) => onChange(String(target))}>
        {targets.map(({ key, label: name }) => <SingleSelectOption key={key} value={key}>{name}</SingleSelectOption>)}
      </SingleSelect>
    </Field.Root>
  );
}
