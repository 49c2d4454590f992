import { Box, Button, Flex, Modal, Typography } from '@strapi/design-system';
import { ArrowLeft, Folder } from '@strapi/icons';
import { useState } from 'react';
import { styled } from 'styled-components';
import type { ActivityDto } from '../../../shared/contracts';
import type { KeysetList } from '../api/keyset-list';
import { FileList } from '../components/FileList';
import { LoadMore } from '../components/LoadMore';
import { documentsOf } from '../pages/Messages/message-files';
import { MessageView } from '../pages/Reader/MessageView';
import { partOf, subjectOf } from '../pages/Messages/SharedPart';
import { useText } from '../text/text';
import { ActivityRow } from './ActivityRow';

const FolderIcon = styled(Folder)`
  flex-shrink: 0;
  color: ${({ theme }) => theme.colors.neutral600};
`;

/** The document folder of an activity: the original and the attachments under "subject, time of receipt". */
function DocumentFolder({ activity }: { activity: ActivityDto }) {
  const text = useText();
  return (
    <Flex tag="section" direction="column" alignItems="stretch" gap={2} paddingTop={4} aria-label={text('panel.folder')}>
      <Flex gap={2}><FolderIcon aria-hidden /><Typography tag="h3" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>{activity.folder.title}</Typography></Flex>
      <FileList label={activity.folder.title} files={documentsOf(activity)} />
    </Flex>
  );
}

interface Props {
  list: KeysetList<ActivityDto>;
  /** The activity that was opened; null: the whole list. */
  opened: ActivityDto | null;
  onClose: () => void;
}

/** A record's history and its messages, without leaving the record. */
export function ActivityDialog({ list, opened, onClose }: Props) {
  const text = useText();
  const [activity, setActivity] = useState(opened);
  const openedFromList = opened === null && activity !== null;
  return (
    <Modal.Root open onOpenChange={(open) => !open && onClose()}>
      <Modal.Content>
        <Modal.Header><Modal.Title>{activity ? subjectOf(text, activity) : text('panel.title')}</Modal.Title></Modal.Header>
        <Modal.Body>
          {openedFromList ? <Box paddingBottom={2}><Button variant="ghost" size="S" startIcon={<ArrowLeft />} onClick={() => setActivity(null)}>{text('panel.back')}</Button></Box> : null}
          {activity ? (
            <>
              <MessageView messageId={activity.messageId} />
              {partOf(activity) === null ? <DocumentFolder activity={activity} /> : null}
            </>
          ) : (
            <>
              <ul aria-label={text('panel.title')}>{list.items.map((one) => <ActivityRow key={one.id} activity={one} onOpen={() => setActivity(one)} />)}</ul>
              <LoadMore list={list} />
            </>
          )}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
