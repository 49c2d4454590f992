import { useAuth, useFetchClient, useNotification } from '@strapi/strapi/admin';
import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { problemOf } from '../../api/problem';
import { useSavePartMutation } from '../../api/reader-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import type { ReaderFile } from './FileCards';

interface Folder {
  id: number;
  name: string;
  children: Folder[];
}
const folderSchema: z.ZodType<Folder, z.ZodTypeDef, unknown> = z.lazy(() => z.object({ id: z.number(), name: z.string(), children: z.array(folderSchema).default([]) }));
const structureSchema = z.object({ data: z.array(folderSchema) });
const TOPMOST = 'topmost';

/** Whether the person may add files to the media library; the server checks again. */
export function useMayAddMedia(): boolean {
  return useAuth('EmailCenter', (state) => state.permissions).some(({ action }) => action === 'plugin::upload.assets.create');
}

const flat = (folders: readonly Folder[], before = ''): { id: number; label: string }[] =>
  folders.flatMap(({ id, name, children }) => [{ id, label: before + name }, ...flat(children, `${before}${name} / `)]);

/** The folders of the media library; none where they cannot be had: the topmost is always there. */
function useFolders(): { id: number; label: string }[] {
  const { get } = useFetchClient();
  const [folders, setFolders] = useState<{ id: number; label: string }[]>([]);
  useEffect(() => {
    const ending = new AbortController();
    get('/upload/folder-structure', { signal: ending.signal }).then(({ data }) => setFolders(flat(structureSchema.parse(data).data)), () => undefined);
    return () => ending.abort();
  }, [get]);
  return folders;
}

/** Puts a copy of a file into the media library, and says first what that means: it is no mail there, and its address opens it. */
export function SaveToLibrary({ messageId, file, onClose }: { messageId: string; file: ReaderFile; onClose: () => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const folders = useFolders();
  const [folder, setFolder] = useState(TOPMOST);
  const [save, { isLoading, error }] = useSavePartMutation();
  const submit = async () => {
    const saved = await save({ messageId, partNumber: file.partNumber, folder: folder === TOPMOST ? null : Number(folder) });
    if ('error' in saved) return;
    toggleNotification({ type: 'success', message: text('library.saved', { name: saved.data.name }) });
    onClose();
  };
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content aria-describedby={undefined} data-library>
        <Modal.Header closeLabel={text('preview.close')}><Modal.Title>{text('library.title')}</Modal.Title></Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>{file.name}</Typography>
            <Typography>{text('library.hint')}</Typography>
            <Field.Root name="folder">
              <Field.Label>{text('library.folder')}</Field.Label>
              <SingleSelect value={folder} onChange={(chosen) => setFolder(String(chosen))}>
                {[{ id: TOPMOST, label: text('library.topmost') }, ...folders].map(({ id, label }) => <SingleSelectOption key={id} value={String(id)}>{label}</SingleSelectOption>)}
              </SingleSelect>
            </Field.Root>
            {error ? <ProblemNotice title={text('library.failed')} problem={problemOf(error)}><Typography>{problemOf(error).error?.message}</Typography></ProblemNotice> : null}
          </Flex>
        </Modal.Body>
        <Modal.Footer><Button variant="tertiary" onClick={onClose}>{text('action.cancel')}</Button><Button loading={isLoading} onClick={() => void submit()}>{text('library.save')}</Button></Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
