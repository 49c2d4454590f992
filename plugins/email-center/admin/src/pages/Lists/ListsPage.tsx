import { Layouts, Page } from '@strapi/strapi/admin';
import { Box, Button, Flex, LinkButton, Searchbar } from '@strapi/design-system';
import { ArrowLeft, Plus } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import { Link, Route, Routes, useLocation, useParams, useSearchParams } from 'react-router-dom';
import { z } from 'zod';
import { formerListEntrySchema, type FormerListEntry, type ListEntryDto } from '../../../../shared/contracts';
import { useListEntriesQuery, useListEntryQuery, usePastOfQuery } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { EmptyState } from '../../components/EmptyState';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { TaskProgress } from '../../components/TaskProgress/TaskProgress';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { usePaused } from '../Settings/routing/PersonSearch';
import { CsvTools } from './CsvTools';
import { LetInOffer } from './LetInOffer';
import { ListForm } from './ListForm';
import { ListTable } from './ListTable';
import { SavedEntry, useTaskSentence } from './SavedEntry';
import { shownValue, type ListView } from './list-form';

const SHOWN = 200;

const formerOf = (state: unknown): FormerListEntry | null => z.object({ was: formerListEntrySchema }).safeParse(state).data?.was ?? null;
/** An allow entry is asked about where it turns something away: the first of its list does. */
function Past({ entry, onDone }: { entry: ListEntryDto; onDone?: () => void }) {
  const { data } = usePastOfQuery({ id: entry.id, together: false }, { refetchOnMountOrArgChange: true });
  if (entry.kind === 'allow' && (data?.count ?? 0) === 0) return null;
  return <SavedEntry saved={{ id: entry.id, kind: entry.kind, name: shownValue(entry) }} onDone={onDone} />;
}

/** What the person saved last, while it is asked what becomes of the mail that was there before, and of what was kept out. */
function JustSaved() {
  const { erase } = useRights();
  const [search, setSearch] = useSearchParams();
  const id = search.get('saved');
  const { state } = useLocation();
  const [asked, setAsked] = useState({ past: true, letIn: true });
  const { data: entry } = useListEntryQuery(id ?? '', { skip: id === null });
  const place = useRef<HTMLDivElement>(null);
  const shown = entry?.id;
  // The form that was saved may have been longer than the window: the questions stand above what is in view then.
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [shown]);
  if (id === null || !entry) return null;
  const close = (done: Partial<typeof asked>) => {
    const left = { ...asked, ...done };
    setAsked(left);
    if (!left.past && !left.letIn) setSearch({}, { replace: true });
  };
  return (
    <div ref={place}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {erase && asked.past ? <Past key={`past ${id}`} entry={entry} onDone={() => close({ past: false })} /> : null}
        {asked.letIn ? <LetInOffer key={`let-in ${id}`} id={id} was={formerOf(state)} onDone={() => close({ letIn: false })} /> : null}
      </Flex>
    </div>
  );
}

function Entries({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const describe = useTaskSentence();
  const [q, setQ] = useState('');
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [taskId, setTaskId] = useState<string | null>(null);
  const { data, error, refetch } = useListEntriesQuery({ view: view === 'everybody' ? 'all' : view, q: usePaused(q.trim()), cursor, limit: SHOWN }, { refetchOnMountOrArgChange: true });
  const add = <LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />} size="S">{text('lists.add')}</LinkButton>;
  const empty = data?.items.length === 0;
  return (
    <Flex direction="column" alignItems="stretch" gap={5} paddingBottom={8} data-lists={view}>
      <JustSaved />
      {taskId ? <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}><TaskProgress taskId={taskId} title={text('lists.task.import-blocked')} describe={describe} /></Box> : null}
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Searchbar name="q" value={q} clearLabel={text('lists.search.clear')} placeholder={text('lists.search')} onClear={() => setQ('')} onChange={({ target }: { target: { value: string } }) => { setCursor(undefined); setQ(target.value); }}>{text('lists.search')}</Searchbar>
        <CsvTools view={view} />
      </Flex>
      {error && !data ? <ProblemNotice problem={problemOf(error)} onRetry={refetch} /> : null}
      {!data && !error ? <Skeleton rows={5} rowHeight={64} /> : null}
      {empty ? <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text(q === '' ? 'lists.none' : 'lists.none-found')} action={q === '' ? add : undefined}>{text('lists.none.body')}</EmptyState></Box> : null}
      {data && !empty ? <ListTable items={data.items} view={view} home={home} onRemoved={setTaskId} /> : null}
      {data?.next ? <Flex justifyContent="center"><Button variant="tertiary" size="S" onClick={() => setCursor(data.next ?? undefined)}>{text('lists.next')}</Button></Flex> : null}
    </Flex>
  );
}

function Overview({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const title = text(view === 'everybody' ? 'settings.lists' : 'lists.mine');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(view === 'everybody' ? 'settings.lists.purpose' : 'lists.mine.purpose')}
        primaryAction={<LinkButton tag={Link} to={`${home}/new`} startIcon={<Plus />} size="S">{text('lists.add')}</LinkButton>}
      />
      <Layouts.Content><Entries view={view} home={home} /></Layouts.Content>
    </Page.Main>
  );
}

function Known({ view, id, home }: { view: ListView; id: string; home: string }) {
  const { erase } = useRights();
  const { data, error, refetch } = useListEntryQuery(id, { refetchOnMountOrArgChange: true });
  if (error) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={6} rowHeight={72} />;
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {erase ? <Past entry={data} /> : null}
      <ListForm key={id} view={view} entry={data} home={home} />
    </Flex>
  );
}

function FormPage({ view, home }: { view: ListView; home: string }) {
  const text = useText();
  const { entryId = 'new' } = useParams();
  const title = text(entryId === 'new' ? 'lists.new' : 'lists.edit');
  return (
    <Page.Main>
      <Page.Title>{title}</Page.Title>
      <Layouts.Header
        title={title} subtitle={text(view === 'everybody' ? 'lists.for-everybody' : 'lists.for-me')}
        navigationAction={<Flex><LinkButton tag={Link} to={home} variant="tertiary" size="S" startIcon={<ArrowLeft />}>{text('lists.back')}</LinkButton></Flex>}
      />
      <Layouts.Content>{entryId === 'new' ? <ListForm view={view} entry={null} home={home} /> : <Known view={view} id={entryId} home={home} />}</Layouts.Content>
    </Page.Main>
  );
}

/** Lists of one view: the table, and the form of one entry on a page of its own. */
export function ListsPage({ view, home }: { view: ListView; home: string }) {
  return (
    <Routes>
      <Route index element={<Overview view={view} home={home} />} />
      <Route path=":entryId" element={<FormPage view={view} home={home} />} />
    </Routes>
  );
}
