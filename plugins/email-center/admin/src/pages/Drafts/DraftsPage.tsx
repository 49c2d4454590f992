import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { useCallback, useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { useKeysetList } from '../../api/keyset-list';
import { useLazyListDraftsQuery, type DraftItem } from '../../api/writing-api';
import { AttachmentMark } from '../../components/AttachmentMark';
import { EmptyState } from '../../components/EmptyState';
import { LoadMore } from '../../components/LoadMore';
import { Pill } from '../../components/Pill';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { discardLater, useLeavingDrafts } from '../Compose/discard-later';
import { closeComposer, useCompose, useOpenComposers } from '../Compose/use-compose';

const Row = styled.li`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  padding-right: ${({ theme }) => theme.spaces[3]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  &:last-child { border-bottom: 0; }
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
`;
const Open = styled.button`
  flex: 1;
  min-width: 0;
  display: grid;
  gap: 0.2rem;
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  text-align: left;
  cursor: pointer;
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
  > span { display: flex; align-items: center; gap: ${({ theme }) => theme.spaces[2]}; min-width: 0; }
`;

interface RowProps {
  draft: DraftItem;
  onOpen(): void;
  onDiscard(): void;
}

function DraftRow({ draft, onOpen, onDiscard }: RowProps) {
  const text = useText();
  const people = draft.to.map(({ name, address }) => name || address).join(', ');
  const subject = draft.subject || text('messages.no-subject');
  return (
    <Row data-draft-row={draft.id}>
      <Open type="button" onClick={onOpen}>
        <span>
          <Typography tag="span" fontWeight="semiBold" textColor="neutral800" ellipsis>{people || text('drafts.nobody')}</Typography>
          <AttachmentMark count={draft.attachmentCount} />
          <Box marginLeft="auto" shrink={0}><Typography tag="span" variant="pi" textColor="neutral600"><Time iso={draft.updatedAt} /></Typography></Box>
        </span>
        <span>
          {draft.kind === 'new' ? null : <Pill $tone="neutral">{text(`write.kind.${draft.kind}`)}</Pill>}
          <Typography tag="span" textColor="neutral800" ellipsis>{subject}{draft.preview ? <Typography tag="span" textColor="neutral600"> · {draft.preview}</Typography> : null}</Typography>
        </span>
        {draft.record ? <span><Pill $tone="primary">{draft.record.typeName}: {draft.record.label}</Pill></span> : null}
      </Open>
      <IconButton label={text('drafts.discard', { subject })} variant="ghost" onClick={onDiscard}><Trash /></IconButton>
    </Row>
  );
}

/** One's own drafts, newest first; when a composer closes, they are read again. */
function useDrafts() {
  const [read] = useLazyListDraftsQuery();
  const list = useKeysetList('drafts', useCallback((cursor: string | undefined) => read({ cursor }).unwrap(), [read]));
  const open = useOpenComposers(null).length;
  const before = useRef(open);
  const { reload } = list;
  useEffect(() => {
    if (before.current !== open) reload();
    before.current = open;
  }, [open, reload]);
  const leaving = useLeavingDrafts();
  return { list, items: list.items.filter(({ id }) => !leaving.has(id)) };
}

/** What was begun and not sent yet. */
export function DraftsPage() {
  const text = useText();
  const { list, items } = useDrafts();
  const { compose, openDraft } = useCompose();
  const composers = useOpenComposers(null);
  const discard = (id: string) => {
    composers.filter(({ draftId }) => draftId === id).forEach(({ key }) => closeComposer(key));
    discardLater(id, text('write.discarded'));
  };
  const write = <Button startIcon={<Pencil />} size="S" onClick={() => compose({ kind: 'new' })}>{text('write.new')}</Button>;
  const empty = list.status === 'ready' && items.length === 0 && !list.hasMore;
  return (
    <Page.Main>
      <Page.Title>{text('drafts.title')}</Page.Title>
      <Layouts.Header title={text('drafts.title')} subtitle={text('drafts.purpose')} primaryAction={write} />
      <Layouts.Content>
        <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8} data-drafts-page>
          {list.status === 'failed' && list.problem ? <ProblemNotice title={text('drafts.failed')} problem={list.problem} onRetry={list.reload} /> : null}
          {list.status === 'loading' ? <Box background="neutral0" hasRadius><Skeleton rows={4} rowHeight={64} /></Box> : null}
          {empty ? <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text('drafts.empty')}>{text('drafts.empty.body')}</EmptyState></Box> : null}
          {items.length > 0 ? (
            <Box tag="ul" background="neutral0" hasRadius shadow="tableShadow" aria-label={text('drafts.title')}>
              {items.map((draft) => <DraftRow key={draft.id} draft={draft} onOpen={() => openDraft(draft.id)} onDiscard={() => discard(draft.id)} />)}
            </Box>
          ) : null}
          <LoadMore list={list} />
        </Flex>
      </Layouts.Content>
    </Page.Main>
  );
}
