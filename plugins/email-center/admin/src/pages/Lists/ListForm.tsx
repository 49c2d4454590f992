import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, Radio, SingleSelect, SingleSelectOption, Textarea, TextInput, Typography } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { LIST_FORMS, type ListEntryDto } from '../../../../shared/contracts';
import { useAddListEntryMutation, useChangeListEntryMutation } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { FormColumns } from '../../components/FormColumns';
import { ProblemNotice } from '../../components/ProblemNotice';
import { reasonText } from '../../text/reasons';
import { useText } from '../../text/text';
import { usePaused } from '../Settings/routing/PersonSearch';
import { DryRun } from './DryRun';
import { targetName, TargetSelect } from './TargetSelect';
import { emptyEntry, formOf, inputOf, tryOf, valuesOfEntry, type ListValues, type ListView } from './list-form';

interface Part {
  values: ListValues;
  onChange(change: Partial<ListValues>): void;
}

function Kind({ values, onChange }: Part) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography id="list-kind" variant="pi" fontWeight="bold">{text('lists.kind')}</Typography>
      <Radio.Group value={values.kind} aria-labelledby="list-kind" onValueChange={(kind: string) => onChange({ kind: kind === 'allow' ? 'allow' : 'block' })}>
        <Radio.Item value="block">{text('lists.kind.block')}</Radio.Item>
        <Radio.Item value="allow">{text('lists.kind.allow')}</Radio.Item>
      </Radio.Group>
    </Flex>
  );
}

function Fields({ values, onChange, problem }: Part & { problem: string | undefined }) {
  const text = useText();
  const [chosen, setChosen] = useState(values.value !== '');
  return (
    <>
      <Field.Root name="value" required error={problem} hint={text(`lists.form.${values.form}.hint`)}>
        <Field.Label>{text('lists.value')}</Field.Label>
        <TextInput
          value={values.value} autoComplete="off" spellCheck={false} maxLength={320}
          onChange={({ target }: { target: { value: string } }) => onChange({ value: target.value, ...(chosen ? {} : { form: formOf(target.value) }) })}
        />
        <Field.Error />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="form">
        <Field.Label>{text('lists.form')}</Field.Label>
        <SingleSelect value={values.form} onChange={(form) => { setChosen(true); onChange({ form: LIST_FORMS.find((one) => one === form) ?? 'address' }); }}>
          {LIST_FORMS.map((form) => <SingleSelectOption key={form} value={form}>{text(`lists.form.${form}`)}</SingleSelectOption>)}
        </SingleSelect>
      </Field.Root>
      <Field.Root name="note" hint={text('lists.note.hint')}>
        <Field.Label>{text('lists.note')}</Field.Label>
        <Textarea value={values.note} maxLength={500} onChange={({ target }: { target: { value: string } }) => onChange({ note: target.value })} />
        <Field.Hint />
      </Field.Root>
    </>
  );
}

/** One entry, with what it would have kept out beside it. */
export function ListForm({ view, entry, home }: { view: ListView; entry: ListEntryDto | null; home: string }) {
  const text = useText();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [values, setValues] = useState(() => (entry ? valuesOfEntry(entry) : emptyEntry(view)));
  const [missing, setMissing] = useState(false);
  const [add, adding] = useAddListEntryMutation();
  const [change, changing] = useChangeListEntryMutation();
  const typed = usePaused(JSON.stringify(tryOf(values, entry?.id)));
  const error = adding.error ?? changing.error;
  const problem = error ? problemOf(error) : null;
  const wrong = problem?.error?.code === 'invalid-input' ? (reasonText(text, problem.error.reasons) ?? problem.error.message) : missing ? text('lists.value.missing') : undefined;
  const onChange = (some: Partial<ListValues>) => setValues((before) => ({ ...before, ...some }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(values.value.trim() === '');
    if (values.value.trim() === '') return;
    const { kind, form, value, note, ...where } = inputOf(values);
    const saved = entry ? await change({ id: entry.id, change: { kind, form, value, note } }) : await add({ kind, form, value, note, ...where });
    if ('error' in saved) return;
    toggleNotification({ type: 'success', message: text('lists.saved') });
    // What is there already, and what is let in, is the next question, and it is asked where the entry stands.
    navigate(`${home}?saved=${encodeURIComponent(saved.data.entry.id)}`, { state: { was: saved.data.was } });
  };
  return (
    <FormColumns>
      <form noValidate onSubmit={(event) => void submit(event)} data-list-form>
        <Box background="neutral0" hasRadius shadow="tableShadow" padding={6}>
          <Flex direction="column" alignItems="stretch" gap={6}>
            {problem && wrong === undefined ? <ProblemNotice problem={problem} /> : null}
            <Kind values={values} onChange={onChange} />
            <Fields values={values} onChange={onChange} problem={wrong} />
            <TargetSelect view={view} value={values.target} fixed={entry === null ? undefined : targetName(text, entry)} onChange={(target) => onChange({ target })} />
            <Flex><Button type="submit" startIcon={<Check />} loading={adding.isLoading || changing.isLoading}>{text('action.save')}</Button></Flex>
          </Flex>
        </Box>
      </form>
      <DryRun request={typed === 'null' ? null : JSON.parse(typed)} />
    </FormColumns>
  );
}
