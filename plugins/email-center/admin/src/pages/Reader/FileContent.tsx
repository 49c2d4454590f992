import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ExternalLink } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { fetchFile } from '../../api/files';
import { isAbort, problemOf, type Problem } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import type { ReaderFile } from './FileCards';
import { isPdf, previewKind, textOf, type PreviewKind } from './preview-kind';

const Picture = styled.img`
  display: block;
  max-width: 100%;
  max-height: 65vh;
  margin: 0 auto;
`;
const Words = styled.pre`
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  font-family: monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral800};
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Pages = styled.iframe`
  display: block;
  width: 100%;
  height: 65vh;
  border: 0;
`;

type Content = { kind: 'image'; address: string } | { kind: 'pdf'; address: string } | { kind: 'text'; text: string; cut: boolean } | { kind: 'false-pdf' };

async function contentOf(blob: Blob, kind: PreviewKind): Promise<Content> {
  if (kind === 'image') return { kind, address: URL.createObjectURL(blob) };
  const octets = new Uint8Array(await blob.arrayBuffer());
  if (kind === 'text') return { kind, ...textOf(octets) };
  // The type is ours, not the sender's: under no other would the browser open these octets.
  return isPdf(octets) ? { kind, address: URL.createObjectURL(new Blob([octets], { type: 'application/pdf' })) } : { kind: 'false-pdf' };
}

/** The octets of a file, fetched with the panel's token and let go of with the dialog. */
function useContent(file: ReaderFile): { content: Content | null; problem: Problem | null } {
  const [content, setContent] = useState<Content | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { path, name, contentType, size } = file;
  const kind = previewKind({ name, contentType, size });
  useEffect(() => {
    if (kind === null) return undefined;
    const ending = new AbortController();
    let address: string | null = null;
    fetchFile(kind === 'image' ? `${path}?inline=1` : path, ending.signal)
      .then((blob) => contentOf(blob, kind))
      .then((found) => {
        address = 'address' in found ? found.address : null;
        if (!ending.signal.aborted) setContent(found);
        else if (address) URL.revokeObjectURL(address);
      })
      .catch((thrown: unknown) => isAbort(thrown) || ending.signal.aborted || setProblem(problemOf(thrown)));
    return () => {
      ending.abort();
      if (address) URL.revokeObjectURL(address);
    };
  }, [path, kind]);
  return { content, problem };
}

/** Whether the panel's Content-Security-Policy keeps the browser's PDF viewer out, or there is none (telephones). */
function usePdfRefused(): boolean {
  const [refused, setRefused] = useState(() => navigator.pdfViewerEnabled === false);
  useEffect(() => {
    const look = (event: SecurityPolicyViolationEvent) => {
      if (event.blockedURI.startsWith('blob') && /^(?:frame|child|default|object)-src/.test(event.effectiveDirective)) setRefused(true);
    };
    document.addEventListener('securitypolicyviolation', look);
    return () => document.removeEventListener('securitypolicyviolation', look);
  }, []);
  return refused;
}

/**
 * The browser's own viewer draws a PDF in a process of its own and runs nothing of it in the panel. It does not work inside a sandboxed
 * frame; instead the octets are checked to be a PDF and handed over under that type alone.
 */
function PdfPages({ address, name }: { address: string; name: string }) {
  const text = useText();
  const refused = usePdfRefused();
  if (!refused) return <Pages src={address} title={name} data-pdf />;
  return (
    <Flex direction="column" alignItems="flex-start" gap={3} data-pdf-refused>
      <Typography>{text('preview.pdf-refused')}</Typography>
      <Button variant="tertiary" startIcon={<ExternalLink aria-hidden />} onClick={() => window.open(address, '_blank', 'noopener')}>{text('preview.open')}</Button>
    </Flex>
  );
}

/** What is in a file, as far as it can be looked at without leaving the panel. */
export function FileContent({ file }: { file: ReaderFile }) {
  const text = useText();
  const { content, problem } = useContent(file);
  if (problem) return <ProblemNotice title={text('preview.failed', { name: file.name })} problem={problem} />;
  if (content === null) return <Skeleton rows={4} rowHeight={56} />;
  if (content.kind === 'image') return <Picture src={content.address} alt={file.name} data-picture />;
  if (content.kind === 'pdf') return <PdfPages address={content.address} name={file.name} />;
  if (content.kind === 'false-pdf') return <Typography>{text('preview.no-pdf')}</Typography>;
  return (
    <Box>
      <Words tabIndex={0} data-preview-text>{content.text}</Words>
      {content.cut ? <Typography variant="pi" textColor="neutral600">{text('preview.cut')}</Typography> : null}
    </Box>
  );
}
