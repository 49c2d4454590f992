import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { FoundRecordDto, TemplateDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useFillTemplateMutation } from '../../../api/writing-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { estimatedHeight, mailDocument } from '../../../text/mail-document';
import { useText } from '../../../text/text';
import { writersPlace } from '../../Compose/writers-place';
import { RecordPicker } from '../../Messages/RecordPicker';

const Frame = styled.iframe`
  display: block;
  width: 100%;
  border: 1px solid ${({ theme }) => theme.colors.neutral150};
  border-radius: ${({ theme }) => theme.borderRadius};
  /* Mail is written for white paper, whatever the theme around it. */
  background: white;
`;

/** The saved template, filled in from a record that one chooses; what stays open is named. */
export function TemplatePreview({ template, dirty }: { template: TemplateDto; dirty: boolean }) {
  const text = useText();
  const { locale } = useIntl();
  const [record, setRecord] = useState<FoundRecordDto | null>(null);
  const [fill, { data, error }] = useFillTemplateMutation();
  const { id, updatedAt } = template;
  useEffect(() => {
    void fill({ id, input: { record: record === null ? null : { recordType: record.recordType, recordId: record.recordId }, ...writersPlace(locale) } });
  }, [fill, id, updatedAt, record, locale]);
  return (
    <Box tag="section" background="neutral0" hasRadius shadow="tableShadow" padding={{ initial: 4, medium: 6 }} aria-label={text('templates.preview')} data-template-preview>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography variant="delta" tag="h2" fontWeight="bold">{text('templates.preview')}</Typography>
        {record ? (
          <Flex gap={2} wrap="wrap"><Typography>{record.typeName}: {record.label}</Typography><Button size="S" variant="tertiary" onClick={() => setRecord(null)}>{text('templates.preview.other')}</Button></Flex>
        ) : <RecordPicker label={text('templates.preview.record')} autoFocus={false} onChoose={setRecord} />}
        {dirty ? <Typography role="status" variant="pi" textColor="neutral600">{text('templates.preview.unsaved')}</Typography> : null}
        {error ? <ProblemNotice problem={problemOf(error)} /> : null}
        {data ? (
          <>
            <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }} data-preview-subject>{data.subject}</Typography>
            <Frame title={text('templates.preview')} sandbox="" referrerPolicy="no-referrer" style={{ height: estimatedHeight(data.html) }} srcDoc={mailDocument(data.html, new Map(), false)} />
            {data.missing.length > 0 ? <Typography role="status" variant="pi" textColor="neutral700">{text('templates.preview.missing', { names: data.missing.map((name) => `{{${name}}}`).join(', ') })}</Typography> : null}
          </>
        ) : null}
      </Flex>
    </Box>
  );
}
