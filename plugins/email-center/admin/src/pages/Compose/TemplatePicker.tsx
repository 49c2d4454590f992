import { Box, Flex, IconButton, Popover, Searchbar, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { Book } from '@strapi/icons';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DraftDto, FilledTemplateDto, TemplateDto } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useFillTemplateMutation, useTemplatesQuery } from '../../api/writing-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { fittingTemplates } from './fitting-templates';
import { writersPlace } from './writers-place';

const Choice = styled.button`
  display: block;
  width: 100%;
  text-align: left;
  padding: ${({ theme }) => theme.spaces[2]};
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  overflow-wrap: anywhere;
  &:hover { background: ${({ theme }) => theme.colors.primary100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;

type OfferedRecord = DraftDto['records'][number];
const keyOf = ({ recordType, recordId }: OfferedRecord): string => `${recordType} ${recordId}`;

interface Props {
  /** What the message is about; the first, where nothing else is chosen. */
  records: DraftDto['records'];
  accountId: string;
  onFilled(filled: FilledTemplateDto): void;
}

function Choices({ record, accountId, onFilled }: Omit<Props, 'records'> & { record: OfferedRecord | null }) {
  const text = useText();
  const { locale } = useIntl();
  const { data: templates, error, refetch } = useTemplatesQuery();
  const [fill, { error: unfilled, isLoading }] = useFillTemplateMutation();
  const [q, setQ] = useState('');
  if (error && !templates) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!templates) return <Skeleton rows={3} rowHeight={44} />;
  const fitting = fittingTemplates(templates, record?.recordType ?? null, q);
  const choose = async ({ id }: TemplateDto) => {
    const answer = await fill({ id, input: { record: record === null ? null : { recordType: record.recordType, recordId: record.recordId }, accountId, ...writersPlace(locale) } });
    if ('data' in answer && answer.data) onFilled(answer.data);
  };
  return (
    <>
      <Searchbar name="q" size="S" value={q} clearLabel={text('action.clear')} placeholder={text('templates.search')} onClear={() => setQ('')} onChange={({ target }: { target: { value: string } }) => setQ(target.value)}>{text('templates.search')}</Searchbar>
      {unfilled ? <ProblemNotice problem={problemOf(unfilled)} /> : null}
      {fitting.length === 0 ? <Typography role="status" variant="pi" textColor="neutral600">{text(templates.length === 0 ? 'templates.none' : 'templates.none-found')}</Typography> : null}
      <Box tag="ul" maxHeight="28rem" overflow="auto" aria-label={text('write.templates')}>
        {fitting.map((template) => (
          <li key={template.id}>
            <Choice type="button" disabled={isLoading} data-template={template.name} onClick={() => void choose(template)}>
              <Typography tag="span" fontWeight="semiBold">{template.name}</Typography>
              <Typography tag="span" variant="pi" textColor="neutral600"> {template.shared ? text('templates.shared') : text('templates.own')}</Typography>
              {template.subject ? <Typography tag="p" variant="pi" textColor="neutral600">{template.subject}</Typography> : null}
            </Choice>
          </li>
        ))}
      </Box>
    </>
  );
}

/** Finds a template and puts it, filled in, into the message. */
export function TemplatePicker({ records, ...props }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const record = records.find((one) => keyOf(one) === chosen) ?? records[0] ?? null;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><IconButton label={text('write.templates')} variant="ghost"><Book /></IconButton></Popover.Trigger>
      <Popover.Content align="start" side="top" aria-label={text('write.templates')}>
        {open ? (
          <Flex direction="column" alignItems="stretch" gap={3} padding={3} width="min(36rem, 90vw)" data-template-picker>
            {record !== null && records.length > 1 ? (
              <SingleSelect size="S" aria-label={text('write.templates.record')} value={keyOf(record)} onChange={(key) => setChosen(String(key))} data-template-record>
                {records.map((one) => <SingleSelectOption key={keyOf(one)} value={keyOf(one)}>{`${one.typeName}: ${one.label}`}</SingleSelectOption>)}
              </SingleSelect>
            ) : null}
            <Choices {...props} record={record} onFilled={(filled) => { setOpen(false); props.onFilled(filled); }} />
          </Flex>
        ) : null}
      </Popover.Content>
    </Popover.Root>
  );
}
