import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { RouteDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useRouteCandidatesQuery, useRouteDryRunQuery, useRouteUnassignedMutation, useSaveRouteMutation } from '../../../api/routing-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { SETTINGS_INTAKE_PATH } from '../../../plugin-id';
import { useText } from '../../../text/text';
import { SwitchField } from '../matching/SwitchField';
import { Chosen } from './Chosen';
import { DryRun } from './DryRun';
import { PersonSearch, usePaused } from './PersonSearch';
import { employeeCandidates, employeeOf, tryOf, userCandidates, withRefusals, type RouteValues } from './route-form';

const Columns = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spaces[6]};
  align-items: start;
  padding-bottom: ${({ theme }) => theme.spaces[8]};
  ${({ theme }) => theme.breakpoints.large} { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); max-width: 144rem; }
`;

interface Part {
  values: RouteValues;
  missing: boolean;
  onChange(values: RouteValues): void;
}

function From({ values, missing, onChange }: Part) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const { currentData: found } = useRouteCandidatesQuery({ side: 'from', q: usePaused(typed.trim()) }, { skip: values.from !== null });
  if (values.from !== null) {
    return (
      <Flex tag="section" direction="column" alignItems="stretch" gap={2} aria-label={text('route.from')}>
        <Typography variant="pi" fontWeight="bold" tag="h3">{text('route.from')}</Typography>
        <Chosen label={text('route.from')} people={[{ key: values.from.id, ...values.from }]} onRemove={() => onChange({ ...values, from: null })} />
      </Flex>
    );
  }
  const choose = (key: string) => {
    const employee = found?.employees.find(({ recordId }) => recordId === key);
    if (employee) onChange({ ...values, from: employeeOf(text, employee) });
  };
  return (
    <PersonSearch
      name="from" label={text('route.from')} hint={text('route.from.hint')} error={missing ? text('route.from.missing') : undefined} typed={typed} onType={setTyped}
      candidates={found && employeeCandidates(found)} onChoose={choose}
    />
  );
}

function To({ values, missing, onChange }: Part) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const { currentData: found } = useRouteCandidatesQuery({ side: 'to', q: usePaused(typed.trim()) });
  const choose = (key: string) => {
    const user = found?.users.find(({ id }) => String(id) === key);
    if (user) onChange({ ...values, users: [...values.users, { id: key, name: user.name, detail: user.email, problem: null }] });
  };
  return (
    <PersonSearch
      name="to" label={text('route.to')} hint={text('route.to.hint')} error={missing ? text('route.to.missing') : undefined} typed={typed} onType={setTyped}
      chosen={<Chosen label={text('route.to')} people={values.users.map((user) => ({ key: user.id, ...user }))} onRemove={(key) => onChange({ ...values, users: values.users.filter(({ id }) => id !== key) })} />}
      candidates={found && userCandidates(found, values.users)} onChoose={choose}
    />
  );
}

/** Saves the rule, and lets the messages that waited for it follow it. */
function useSaving(route: RouteDto | null) {
  const text = useText();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [save, saving] = useSaveRouteMutation();
  const [routeUnassigned, routing] = useRouteUnassignedMutation();
  const submit = async (values: RouteValues, alsoUnassigned: boolean) => {
    const saved = await save({ id: route?.id ?? null, input: { from: values.from?.id ?? '', userIds: values.users.map(({ id }) => Number(id)), note: values.note } });
    if ('error' in saved) return;
    const routed = alsoUnassigned && saved.data.isActive ? await routeUnassigned(saved.data.id) : null;
    if (routed !== null && 'error' in routed) return;
    toggleNotification({ type: 'success', message: routed ? text('route.saved-routed', { count: routed.data }) : text('route.saved') });
    navigate(SETTINGS_INTAKE_PATH);
  };
  return { submit, busy: saving.isLoading || routing.isLoading, error: saving.error ?? routing.error };
}

/** One rule: from an employee to panel users, with what it would have done beside it. */
export function RouteForm({ route, initial }: { route: RouteDto | null; initial: RouteValues }) {
  const text = useText();
  const [values, setValues] = useState(initial);
  const [asked, setAsked] = useState(false);
  const [alsoUnassigned, setAlsoUnassigned] = useState(true);
  const { submit, busy, error } = useSaving(route);
  // The server's refusals stand at the people they are about, as of now.
  const request = tryOf(route?.id, values);
  const { currentData: tried } = useRouteDryRunQuery(request ?? { from: '', userIds: [], note: '' }, { skip: request === null });
  const shown = withRefusals(text, values, tried?.refusals);
  const complete = values.from !== null && values.users.length > 0;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (complete) void submit(values, alsoUnassigned);
  };
  return (
    <Columns>
      <form noValidate onSubmit={onSubmit} data-route-form>
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
          <Flex direction="column" alignItems="stretch" gap={6}>
            {error ? <ProblemNotice title={text('route.not-saved')} problem={problemOf(error)} /> : null}
            <From values={shown} missing={asked && values.from === null} onChange={setValues} />
            <To values={shown} missing={asked && values.users.length === 0} onChange={setValues} />
            {values.users.length > 1 ? <Typography variant="pi" textColor="neutral600">{text('route.several')}</Typography> : null}
            <Field.Root name="note" hint={text('route.note.hint')}>
              <Field.Label>{text('route.note')}</Field.Label>
              <Textarea value={values.note} onChange={(event: { target: { value: string } }) => setValues({ ...values, note: event.target.value })} />
              <Field.Hint />
            </Field.Root>
            <SwitchField name="unassigned" label={text('route.also-unassigned')} hint={text('route.also-unassigned.hint')} checked={alsoUnassigned} onChange={setAlsoUnassigned} />
            <Flex><Button type="submit" startIcon={<Check />} loading={busy}>{text('action.save')}</Button></Flex>
          </Flex>
        </Box>
      </form>
      <DryRun request={request} />
    </Columns>
  );
}
