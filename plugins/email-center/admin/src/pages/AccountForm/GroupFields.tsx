import { Box, Field, Flex, MultiSelect, MultiSelectOption, Radio, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import type { AccountDto, GroupSettings } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useGroupPeopleQuery } from '../../api/work-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { withMembers } from './form-values';

const DISTRIBUTIONS = ['none', 'default-handler', 'round-robin', 'least-busy'] as const;
const NOBODY = 'nobody';

interface Props {
  account: AccountDto | null;
  group: GroupSettings;
  onChange(group: GroupSettings): void;
}

/** Who belongs to the group, and how new messages get a handler. */
export function GroupFields({ account, group, onChange }: Props) {
  const text = useText();
  const { data: people, error, refetch } = useGroupPeopleQuery(undefined, { refetchOnMountOrArgChange: true });
  if (error && !people) return <ProblemNotice title={text('group.people-failed')} problem={problemOf(error)} onRetry={refetch} />;
  // A member who may not be one any more keeps a name, so that the form shows whom to take out.
  const former = (account?.group?.members ?? []).filter(({ id }) => group.members.includes(id) && !(people ?? []).some((person) => person.id === id));
  const known = [...(people ?? []), ...former];
  const nameOf = (id: number) => known.find((person) => person.id === id)?.name ?? `#${id}`;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Field.Root name="members" hint={text('group.members.hint')}>
        <Field.Label>{text('group.members')}</Field.Label>
        <MultiSelect
          value={group.members.map(String)} placeholder={text('group.members.choose')} withTags
          onChange={(ids: string[]) => onChange(withMembers(group, ids.map(Number)))} onClear={() => onChange(withMembers(group, []))}
        >
          {known.map(({ id, name }) => <MultiSelectOption key={id} value={String(id)}>{name}</MultiSelectOption>)}
        </MultiSelect>
        <Field.Hint />
      </Field.Root>
      {former.length > 0 ? <Box background="warning100" hasRadius padding={3} role="note"><Typography textColor="neutral800">{text('group.members.former', { names: former.map(({ name }) => name).join(', ') })}</Typography></Box> : null}
      <Field.Root name="distribution">
        <Field.Label>{text('group.distribution')}</Field.Label>
        <Radio.Group value={group.distribution} aria-label={text('group.distribution')} onValueChange={(chosen) => onChange({ ...group, distribution: DISTRIBUTIONS.find((one) => one === chosen) ?? 'none' })}>
          {DISTRIBUTIONS.map((one) => <Radio.Item key={one} value={one}>{text(`group.distribution.${one}`)}</Radio.Item>)}
        </Radio.Group>
        <Typography variant="pi" textColor="neutral600">{text(`group.distribution.${group.distribution}.hint`)}</Typography>
      </Field.Root>
      {group.distribution === 'default-handler' ? (
        <Field.Root name="defaultHandler" required error={group.defaultHandler === null ? text('group.default-handler.missing') : undefined}>
          <Field.Label>{text('group.default-handler')}</Field.Label>
          <SingleSelect value={group.defaultHandler ?? NOBODY} onChange={(id) => onChange({ ...group, defaultHandler: id === NOBODY ? null : Number(id) })}>
            <SingleSelectOption value={NOBODY}>{text('work.nobody')}</SingleSelectOption>
            {group.members.map((id) => <SingleSelectOption key={id} value={id}>{nameOf(id)}</SingleSelectOption>)}
          </SingleSelect>
          <Field.Error />
        </Field.Root>
      ) : null}
    </Flex>
  );
}
