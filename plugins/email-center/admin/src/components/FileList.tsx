import { useNotification } from '@strapi/strapi/admin';
import { Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Download, File, FilePdf, FileXls, FileZip, Image, Mail } from '@strapi/icons';
import { useState, type ComponentType, type SVGProps } from 'react';
import { styled } from 'styled-components';
import { saveFile } from '../api/files';
import { problemOf } from '../api/problem';
import { useFormat } from '../text/format';
import { useText } from '../text/text';
import { explainProblem } from './ProblemNotice';

/** A file that belongs to a message, and the path it is fetched from with the panel's token. */
export interface MailFile {
  key: string;
  name: string;
  contentType: string;
  size: number;
  path: string;
}

const Name = styled.span`
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-width: 0;
`;
const Item = styled.li`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  min-width: 0;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[1]} ${theme.spaces[1]} ${theme.spaces[3]}`};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  > svg { flex-shrink: 0; width: 1.6rem; height: 1.6rem; color: ${({ theme }) => theme.colors.neutral600}; }
`;
const Files = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(28rem, 100%), 1fr));
  gap: ${({ theme }) => theme.spaces[2]};
`;

const ICONS: [RegExp, ComponentType<SVGProps<SVGSVGElement>>][] = [
  [/^image\//, Image],
  [/pdf/, FilePdf],
  [/sheet|excel|csv/, FileXls],
  [/zip|compressed|tar/, FileZip],
  [/^message\//, Mail],
];
const iconOf = (contentType: string) => ICONS.find(([pattern]) => pattern.test(contentType))?.[1] ?? File;

function FileItem({ file }: { file: MailFile }) {
  const text = useText();
  const format = useFormat();
  const { toggleNotification } = useNotification();
  const [saving, setSaving] = useState(false);
  const Icon = iconOf(file.contentType);
  const save = () => {
    setSaving(true);
    saveFile(file.path, file.name)
      .catch((thrown: unknown) => {
        const { what, remedy } = explainProblem(text, problemOf(thrown));
        toggleNotification({ type: 'danger', title: text('file.failed', { name: file.name }), message: `${what} ${remedy}` });
      })
      .finally(() => setSaving(false));
  };
  return (
    <Item>
      <Icon aria-hidden />
      <Name title={file.name}><Typography>{file.name}</Typography></Name>
      <Box shrink={0} marginLeft="auto"><Typography variant="pi" textColor="neutral600">{format.size(file.size)}</Typography></Box>
      <IconButton variant="ghost" size="S" label={text('file.save', { name: file.name })} disabled={saving} onClick={save}><Download /></IconButton>
    </Item>
  );
}

/** Files with their size and a way to save each; never a shared address (invariant 12). */
export function FileList({ files, label }: { files: MailFile[]; label: string }) {
  if (files.length === 0) return null;
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Files aria-label={label}>{files.map((file) => <FileItem key={file.key} file={file} />)}</Files>
    </Flex>
  );
}
