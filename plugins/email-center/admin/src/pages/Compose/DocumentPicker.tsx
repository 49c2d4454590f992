import { Box, Button, Checkbox, Flex, Modal, Typography } from '@strapi/design-system';
import { useCallback, useState } from 'react';
import type { ActivityDto, DraftDto } from '../../../../shared/contracts';
import { useLazyListActivitiesQuery } from '../../api/center-api';
import { useKeysetList } from '../../api/keyset-list';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import type { Uploads } from './use-uploads';

type Document = ActivityDto['folder']['documents'][number];
const PAGE = 25;

interface Props {
  record: NonNullable<DraftDto['record']>;
  uploads: Uploads;
  onClose(): void;
}

function FolderChoice({ activity, chosen, onChoose }: { activity: ActivityDto; chosen: ReadonlyMap<string, Document>; onChoose(document: Document, on: boolean): void }) {
  const format = useFormat();
  if (activity.folder.documents.length === 0) return null;
  return (
    <Flex tag="fieldset" direction="column" alignItems="stretch" gap={2} paddingBottom={4} style={{ border: 0, minWidth: 0 }}>
      <Typography tag="legend" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>{activity.folder.title}</Typography>
      {activity.folder.documents.map((document) => (
        <Checkbox key={document.id} checked={chosen.has(document.id)} onCheckedChange={(on) => onChoose(document, on === true)}>
          {`${document.name} (${format.size(document.size)})`}
        </Checkbox>
      ))}
    </Flex>
  );
}

/** The documents of the record: what came and went with its mail. */
export function DocumentPicker({ record, uploads, onClose }: Props) {
  const text = useText();
  const [read] = useLazyListActivitiesQuery();
  const [chosen, setChosen] = useState<ReadonlyMap<string, Document>>(() => new Map());
  const { recordType, recordId, label } = record;
  const load = useCallback((cursor: string | undefined) => read({ recordType, recordId, cursor, limit: PAGE }).unwrap(), [read, recordType, recordId]);
  const list = useKeysetList(`${recordType} ${recordId}`, load);
  const withFiles = list.items.filter(({ folder }) => folder.documents.length > 0);
  const choose = (document: Document, on: boolean) =>
    setChosen((before) => {
      const after = new Map(before);
      on ? after.set(document.id, document) : after.delete(document.id);
      return after;
    });
  const attach = () => {
    for (const { id, name, size } of chosen.values()) void uploads.attach(name, size, { from: 'document', documentId: id });
    onClose();
  };
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content>
        <Modal.Header><Modal.Title>{text('write.documents.of', { record: label })}</Modal.Title></Modal.Header>
        <Modal.Body>
          {list.status === 'loading' ? <Skeleton rows={4} rowHeight={52} /> : null}
          {list.status === 'failed' && list.problem ? <ProblemNotice problem={list.problem} onRetry={list.reload} /> : null}
          {list.status === 'ready' && withFiles.length === 0 && !list.hasMore ? <EmptyState title={text('write.documents.none')} /> : null}
          <Box>{withFiles.map((activity) => <FolderChoice key={activity.id} activity={activity} chosen={chosen} onChoose={choose} />)}</Box>
          <LoadMore list={list} />
        </Modal.Body>
        <Modal.Footer>
          <Modal.Close><Button variant="tertiary">{text('action.cancel')}</Button></Modal.Close>
          <Button disabled={chosen.size === 0} onClick={attach}>{text('write.documents.attach', { count: chosen.size })}</Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
