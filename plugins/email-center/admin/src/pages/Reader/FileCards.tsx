import { Box, Button, Flex, IconButton, Typography, VisuallyHidden } from '@strapi/design-system';
import { CloudUpload, Download, File, FileCsv, FilePdf, FileXls, FileZip, Image, Mail } from '@strapi/icons';
import { useState, type ComponentType, type SVGProps } from 'react';
import { styled } from 'styled-components';
import type { MessageDetail } from '../../../../shared/contracts';
import { allFilesUrl, partUrl } from '../../api/files';
import { Marked, usePhrases } from '../../components/searched-for';
import { useFormat } from '../../text/format';
import { useText, type Text } from '../../text/text';
import { originalName } from '../Messages/message-files';
import { FilePreview } from './FilePreview';
import { previewKind } from './preview-kind';
import { SaveToLibrary, useMayAddMedia } from './SaveToLibrary';
import { useSaving } from './use-saving';

/** A file of a message, as the reader shows it. */
export interface ReaderFile {
  partNumber: string;
  name: string;
  contentType: string;
  size: number;
  path: string;
}

const Cards = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[2]};
`;
const Card = styled.li`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  min-width: 0;
  padding: ${({ theme }) => theme.spaces[1]};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
`;
const Opener = styled.button`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  flex: 1;
  min-width: 0;
  min-height: 4rem;
  padding: 0 ${({ theme }) => theme.spaces[2]};
  text-align: left;
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral800};
  button& { cursor: pointer; }
  button&:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
  svg { flex-shrink: 0; width: 2rem; height: 2rem; color: ${({ theme }) => theme.colors.neutral600}; }
`;
const Name = styled.span`
  display: block;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  font-size: 1.4rem;
`;

type Icon = ComponentType<SVGProps<SVGSVGElement>>;

function iconOf(contentType: string): Icon {
  if (contentType.startsWith('image/')) return Image;
  if (contentType === 'application/pdf') return FilePdf;
  if (contentType === 'text/csv') return FileCsv;
  if (/spreadsheet|excel/.test(contentType)) return FileXls;
  if (/zip|compressed|x-tar|x-7z/.test(contentType)) return FileZip;
  return contentType === 'message/rfc822' ? Mail : File;
}

/** What a person attached; the images inside the body are shown there. */
function filesOf(text: Text, { id, attachments }: MessageDetail): ReaderFile[] {
  return attachments.filter(({ inline }) => !inline).map(({ partNumber, filename, contentType, size }) => ({
    partNumber, contentType, size, name: filename ?? text('file.unnamed', { part: partNumber }), path: partUrl(id, partNumber),
  }));
}

interface CardProps {
  messageId: string;
  file: ReaderFile;
  mayAddMedia: boolean;
  onOpen: () => void;
}

function FileCard({ messageId, file, mayAddMedia, onOpen }: CardProps) {
  const text = useText();
  const format = useFormat();
  const save = useSaving();
  const [saving, setSaving] = useState(false);
  const [copying, setCopying] = useState(false);
  const phrases = usePhrases('filename');
  const TypeIcon = iconOf(file.contentType);
  const size = format.size(file.size);
  const what = <><TypeIcon aria-hidden /><Box minWidth={0}><Name><Marked text={file.name} phrases={phrases} /></Name><Typography variant="pi" textColor="neutral600">{size}</Typography></Box></>;
  const onSave = () => {
    setSaving(true);
    void save(file.path, file.name).finally(() => setSaving(false));
  };
  return (
    <Card data-file={file.partNumber}>
      {previewKind(file) === null
        ? <Opener as="div" title={file.name}>{what}</Opener>
        : <Opener type="button" title={file.name} onClick={onOpen}>{what}<VisuallyHidden>{text('file.look')}</VisuallyHidden></Opener>}
      {mayAddMedia ? <IconButton variant="ghost" size="S" label={text('file.library', { name: file.name })} onClick={() => setCopying(true)}><CloudUpload /></IconButton> : null}
      <IconButton variant="ghost" size="S" label={text('file.save', { name: file.name })} disabled={saving} onClick={onSave}><Download /></IconButton>
      {copying ? <SaveToLibrary messageId={messageId} file={file} onClose={() => setCopying(false)} /> : null}
    </Card>
  );
}

/** The files of a message: a look at each, and ways to keep them. */
export function FileCards({ message }: { message: MessageDetail }) {
  const text = useText();
  const format = useFormat();
  const save = useSaving();
  const mayAddMedia = useMayAddMedia();
  const [looking, setLooking] = useState<string | null>(null);
  const [packing, setPacking] = useState(false);
  const files = filesOf(text, message);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const saveAll = () => {
    setPacking(true);
    void save(allFilesUrl(message.id), originalName(message.subject, text('messages.no-subject')).replace(/\.eml$/, '.zip')).finally(() => setPacking(false));
  };
  if (files.length === 0) return null;
  return (
    <Flex tag="section" direction="column" alignItems="stretch" gap={2} aria-label={text('files.label')} data-files={files.length}>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Typography variant="pi" textColor="neutral600">{text('files.count', { count: files.length, size: format.size(total) })}</Typography>
        {files.length > 1 ? <Button variant="ghost" size="S" startIcon={<FileZip aria-hidden />} loading={packing} onClick={saveAll}>{text('files.all')}</Button> : null}
      </Flex>
      <Cards>{files.map((file) => <FileCard key={file.partNumber} messageId={message.id} file={file} mayAddMedia={mayAddMedia} onOpen={() => setLooking(file.partNumber)} />)}</Cards>
      {looking === null ? null : <FilePreview files={files.filter((file) => previewKind(file) !== null)} first={looking} onClose={() => setLooking(null)} />}
    </Flex>
  );
}
