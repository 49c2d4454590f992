import { Button, Modal, Typography } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import { problemOf } from '../../api/problem';
import { useMessageHeadersQuery } from '../../api/reader-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';

const Block = styled.pre`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-family: monospace;
  font-size: 1.2rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;

function CopyButton({ content }: { content: string }) {
  const text = useText();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => navigator.clipboard.writeText(content).then(() => setCopied(true), () => setCopied(false));
  return (
    <>
      <span role="status"><Typography variant="pi" textColor="neutral600">{copied === null ? '' : text(copied ? 'headers.copied' : 'headers.not-copied')}</Typography></span>
      <Button variant="secondary" startIcon={<Duplicate aria-hidden />} onClick={() => void copy()}>{text('headers.copy')}</Button>
    </>
  );
}

/** The header block of the original, as it came, for those who have to find out where a message took which way. */
export function HeadersDialog({ messageId, onClose }: { messageId: string; onClose: () => void }) {
  const text = useText();
  const { data, error, refetch } = useMessageHeadersQuery(messageId);
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content aria-describedby={undefined}>
        <Modal.Header closeLabel={text('preview.close')}><Modal.Title>{text('headers.title')}</Modal.Title></Modal.Header>
        <Modal.Body>
          {error ? <ProblemNotice title={text('headers.failed')} problem={problemOf(error)} onRetry={refetch} /> : null}
          {!data && !error ? <Skeleton rows={4} rowHeight={40} /> : null}
          {data ? <Block tabIndex={0} data-headers>{data.headers}</Block> : null}
          {data?.truncated ? <Typography variant="pi" textColor="neutral600">{text('headers.cut')}</Typography> : null}
        </Modal.Body>
        <Modal.Footer>{data ? <CopyButton content={data.headers} /> : null}<Button variant="tertiary" onClick={onClose}>{text('preview.close')}</Button></Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
