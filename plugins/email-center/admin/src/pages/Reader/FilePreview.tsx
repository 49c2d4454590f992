import { Button, Flex, IconButton, Modal, Typography } from '@strapi/design-system';
import { ArrowLeft, ArrowRight, Download } from '@strapi/icons';
import { useState, type KeyboardEvent } from 'react';
import { useText } from '../../text/text';
import type { ReaderFile } from './FileCards';
import { FileContent } from './FileContent';
import { useSaving } from './use-saving';

interface Props {
  /** Those that can be looked at. */
  files: readonly ReaderFile[];
  /** The part number of the one to begin with. */
  first: string;
  onClose: () => void;
}

/** A look at the files of a message, one after the other: by the buttons, or the arrow keys. */
export function FilePreview({ files, first, onClose }: Props) {
  const text = useText();
  const save = useSaving();
  const [at, setAt] = useState(() => Math.max(0, files.findIndex(({ partNumber }) => partNumber === first)));
  const file = files[at];
  if (!file) return null;
  const go = (step: number) => setAt((before) => (before + step + files.length) % files.length);
  const onKeyDown = (event: KeyboardEvent) => {
    if (files.length < 2 || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
    event.preventDefault();
    go(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content aria-describedby={undefined} onKeyDown={onKeyDown} data-preview={file.partNumber}>
        <Modal.Header closeLabel={text('preview.close')}><Modal.Title style={{ overflowWrap: 'anywhere' }}>{file.name}</Modal.Title></Modal.Header>
        <Modal.Body><FileContent key={file.partNumber} file={file} /></Modal.Body>
        <Modal.Footer>
          <Flex gap={2}>
            {files.length > 1 ? <IconButton variant="tertiary" label={text('preview.previous')} onClick={() => go(-1)}><ArrowLeft /></IconButton> : null}
            {files.length > 1 ? <IconButton variant="tertiary" label={text('preview.next')} onClick={() => go(1)}><ArrowRight /></IconButton> : null}
            {files.length > 1 ? <span role="status"><Typography variant="pi" textColor="neutral600">{text('preview.position', { at: at + 1, of: files.length })}</Typography></span> : null}
          </Flex>
          <Button variant="secondary" startIcon={<Download aria-hidden />} onClick={() => void save(file.path, file.name)}>{text('preview.save')}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
