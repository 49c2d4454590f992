import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { lazy, Suspense, useRef, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import type { SaveTemplateInput, TemplateDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useAddTemplateMutation, useChangeTemplateMutation } from '../../../api/writing-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { useText } from '../../../text/text';
import type { EditorHandle } from '../../Compose/editor/handle';
import { PlaceholderMenu } from './PlaceholderMenu';
import { TemplatePreview } from './TemplatePreview';
import { useRecordTypes } from './use-record-types';

const RichEditor = lazy(() => import('../../Compose/editor/RichEditor'));
const ANY = 'any';

const Columns = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spaces[6]};
  align-items: start;
  padding-bottom: ${({ theme }) => theme.spaces[8]};
  ${({ theme }) => theme.breakpoints.large} { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); max-width: 144rem; }
`;
const Framed = styled.div`
  display: flex;
  flex-direction: column;
  min-height: 28rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

const valuesOf = (template: TemplateDto | null, shared: boolean): SaveTemplateInput =>
  template === null ? { name: '', subject: '', html: '', shared, recordType: null } : { name: template.name, subject: template.subject, html: template.html, shared: template.shared, recordType: template.recordType };

interface Props {
  /** Null: a new one. */
  template: TemplateDto | null;
  shared: boolean;
  home: string;
}
interface FieldsProps {
  values: SaveTemplateInput;
  onChange(change: Partial<SaveTemplateInput>): void;
  nameMissing: boolean;
}

function Fields({ values, onChange, nameMissing }: FieldsProps) {
  const text = useText();
  const types = useRecordTypes();
  const subject = useRef<HTMLInputElement>(null);
  const editor = useRef<EditorHandle>(null);
  const last = useRef<'subject' | 'text'>('text');
  const first = useRef(values.html);
  const insert = (placeholder: string) => {
    if (last.current === 'text') return editor.current?.insertHtml(placeholder);
    const at = subject.current?.selectionStart ?? values.subject.length;
    onChange({ subject: values.subject.slice(0, at) + placeholder + values.subject.slice(at) });
  };
  return (
    <>
      <Field.Root name="name" required error={nameMissing ? text('templates.name.missing') : undefined}>
        <Field.Label>{text('templates.name')}</Field.Label>
        <Field.Input value={values.name} maxLength={100} autoComplete="off" onChange={(event) => onChange({ name: event.target.value })} />
        <Field.Error />
      </Field.Root>
      <Field.Root name="recordType" hint={text('templates.for.hint')}>
        <Field.Label>{text('templates.for')}</Field.Label>
        <SingleSelect value={values.recordType ?? ANY} onChange={(uid) => onChange({ recordType: uid === ANY ? null : String(uid) })}>
          <SingleSelectOption value={ANY}>{text('templates.any-record')}</SingleSelectOption>
          {types.map(({ uid, name }) => <SingleSelectOption key={uid} value={uid}>{name}</SingleSelectOption>)}
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
      <Flex><PlaceholderMenu recordType={values.recordType} onChoose={insert} /></Flex>
      <Field.Root name="subject" hint={text('templates.subject.hint')}>
        <Field.Label>{text('write.subject')}</Field.Label>
        <Field.Input ref={subject} value={values.subject} maxLength={500} autoComplete="off" onFocus={() => (last.current = 'subject')} onChange={(event) => onChange({ subject: event.target.value })} />
        <Field.Hint />
      </Field.Root>
      <Framed onFocus={() => (last.current = 'text')}>
        <Suspense fallback={<Skeleton rows={4} rowHeight={40} />}>
          <RichEditor handle={editor} html={first.current} revision={0} label={text('templates.text')} pictureOf={async () => null} onChange={(html) => onChange({ html })} onFiles={() => undefined} onSend={() => undefined} />
        </Suspense>
      </Framed>
    </>
  );
}

/** One template: its name, what it is for, subject and text; beside it, as it will be with a record. */
export function TemplateForm({ template, shared, home }: Props) {
  const text = useText();
  const navigate = useNavigate();
  const { toggleNotification } = useNotification();
  const [values, setValues] = useState(() => valuesOf(template, shared));
  const [saved, setSaved] = useState(values);
  const [nameMissing, setNameMissing] = useState(false);
  const [add, adding] = useAddTemplateMutation();
  const [change, changing] = useChangeTemplateMutation();
  const problem = adding.error ?? changing.error;
  const dirty = JSON.stringify(values) !== JSON.stringify(saved);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setNameMissing(values.name.trim() === '');
    if (values.name.trim() === '') return;
    const answer = template === null ? await add(values) : await change({ id: template.id, input: values });
    if (!('data' in answer)) return;
    setSaved(values);
    toggleNotification({ type: 'success', message: text('templates.saved', { name: values.name }) });
    if (template === null) navigate(`${home}/${encodeURIComponent(answer.data.id)}`, { replace: true });
  };
  return (
    <Columns>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }}>
        <form onSubmit={(event) => void submit(event)} noValidate aria-label={values.name || text('templates.new')}>
          <Flex direction="column" alignItems="stretch" gap={5}>
            <Fields values={values} nameMissing={nameMissing} onChange={(part) => setValues((before) => ({ ...before, ...part }))} />
            {problem ? <ProblemNotice problem={problemOf(problem)} /> : null}
            <Flex><Button type="submit" startIcon={<Check />} loading={adding.isLoading || changing.isLoading} disabled={template !== null && !dirty}>{text('action.save')}</Button></Flex>
          </Flex>
        </form>
      </Box>
      {template ? <TemplatePreview key={template.id} template={template} dirty={dirty} /> : null}
    </Columns>
  );
}
