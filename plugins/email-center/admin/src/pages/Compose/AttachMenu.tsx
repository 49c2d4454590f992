import { useStrapiApp } from '@strapi/strapi/admin';
import { IconButton, Menu } from '@strapi/design-system';
import { Folder, Images, Paperclip, Upload } from '@strapi/icons';
import { useRef, useState, type ChangeEvent, type ComponentType } from 'react';
import type { DraftDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { DocumentPicker } from './DocumentPicker';
import type { Uploads } from './use-uploads';

/** A file of the media library, as its dialog hands it over. */
interface Asset {
  id: number;
  name: string;
  /** Kilobytes. */
  size?: number;
}
interface MediaDialogProps {
  multiple?: boolean;
  onClose(): void;
  onSelectAssets(assets: Asset[]): void;
}
const KILO = 1000;

/** The dialog the media library lends to the rest of the panel; null where that plugin is switched off. */
function useMediaDialog(): ComponentType<MediaDialogProps> | null {
  const components = useStrapiApp('EmailCenterAttach', (state) => state.components) as Record<string, unknown>;
  return (components['media-library'] as ComponentType<MediaDialogProps> | undefined) ?? null;
}

interface Props {
  /** Whose documents are offered. */
  records: DraftDto['records'];
  uploads: Uploads;
  onFiles(files: File[]): void;
}

/** Where attachments come from: this computer, the documents of the records it is about, the media library. */
export function AttachMenu({ records, uploads, onFiles }: Props) {
  const text = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const MediaDialog = useMediaDialog();
  const [open, setOpen] = useState<DraftDto['records'][number] | 'media' | null>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onFiles([...(target.files ?? [])]);
    target.value = '';
  };
  const attachAssets = (assets: Asset[]) => {
    setOpen(null);
    for (const { id, name, size = 0 } of assets) void uploads.attach(name, Math.round(size * KILO), { from: 'media', fileId: id });
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger tag={IconButton} icon={<Paperclip />} label={text('write.attach')} variant="ghost" endIcon={null} />
        <Menu.Content popoverPlacement="top-start">
          <Menu.Item startIcon={<Upload />} onSelect={() => chooser.current?.click()}>{text('write.attach.computer')}</Menu.Item>
          {records.map((record) => <Menu.Item key={`${record.recordType} ${record.recordId}`} startIcon={<Folder />} onSelect={() => setOpen(record)}>{text('write.attach.record', { record: record.label })}</Menu.Item>)}
          {MediaDialog ? <Menu.Item startIcon={<Images />} onSelect={() => setOpen('media')}>{text('write.attach.media')}</Menu.Item> : null}
        </Menu.Content>
      </Menu.Root>
      <input ref={chooser} type="file" multiple hidden data-choose-files onChange={choose} />
      {open !== null && open !== 'media' ? <DocumentPicker record={open} uploads={uploads} onClose={() => setOpen(null)} /> : null}
      {open === 'media' && MediaDialog ? <MediaDialog multiple onClose={() => setOpen(null)} onSelectAssets={attachAssets} /> : null}
    </>
  );
}
