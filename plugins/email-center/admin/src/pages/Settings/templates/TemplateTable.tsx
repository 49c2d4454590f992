import { useNotification } from '@strapi/strapi/admin';
import { Box, Flex, IconButton, Searchbar, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Pencil, Trash } from '@strapi/icons';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { TemplateDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useAddTemplateMutation, useRemoveTemplateMutation, useTemplatesQuery } from '../../../api/writing-api';
import { EmptyState } from '../../../components/EmptyState';
import { explainProblem, ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { Time } from '../../../components/Time';
import { useText } from '../../../text/text';
import { matchesTemplate } from '../../Compose/fitting-templates';
import { offerUndo } from '../../Work/undo';
import { useRecordTypes } from './use-record-types';

/** Takes a template away; for ten seconds it can be had back, as a new one with the same content. */
function useRemoving() {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [remove] = useRemoveTemplateMutation();
  const [add] = useAddTemplateMutation();
  return async ({ id, name, subject, html, shared, recordType }: TemplateDto) => {
    const removed = await remove(id);
    if ('error' in removed && removed.error) {
      const { what, remedy } = explainProblem(text, problemOf(removed.error));
      toggleNotification({ type: 'danger', message: `${what} ${remedy}` });
      return;
    }
    offerUndo(text('templates.removed', { name }), async () => void (await add({ name, subject, html, shared, recordType })));
  };
}

function Row({ template, home, typeName, onRemove }: { template: TemplateDto; home: string; typeName: string; onRemove: () => void }) {
  const text = useText();
  const { id, name, subject } = template;
  return (
    <Tr data-template-row={name}>
      <Td style={{ whiteSpace: 'normal' }}>
        <Typography tag="p" fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>{name}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>{subject}</Typography>
      </Td>
      <Td><Typography>{typeName}</Typography></Td>
      <Td><Typography variant="pi" textColor="neutral600"><Time iso={template.updatedAt} /></Typography></Td>
      <Td>
        <Flex justifyContent="flex-end" gap={1}>
          <IconButton tag={Link} to={`${home}/${encodeURIComponent(id)}`} label={text('templates.change', { name })} variant="ghost"><Pencil /></IconButton>
          <IconButton label={text('templates.remove', { name })} variant="ghost" onClick={onRemove}><Trash /></IconButton>
        </Flex>
      </Td>
    </Tr>
  );
}

/** The templates of one view with a search: those shared with everybody, or one's own. */
export function TemplateTable({ shared, home, add }: { shared: boolean; home: string; add: ReactNode }) {
  const text = useText();
  const [q, setQ] = useState('');
  const { data, error, refetch } = useTemplatesQuery(undefined, { refetchOnMountOrArgChange: true });
  const types = useRecordTypes();
  const remove = useRemoving();
  if (error && !data) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data) return <Skeleton rows={4} rowHeight={64} />;
  const all = data.filter((one) => (shared ? one.shared : one.own && !one.shared));
  const shown = all.filter((one) => matchesTemplate(one, q));
  const heads = ['templates.name', 'templates.for', 'templates.updated', 'lists.actions'] as const;
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingBottom={8} data-templates={shared ? 'everybody' : 'mine'}>
      {all.length > 0 ? <Flex><Searchbar name="q" value={q} clearLabel={text('action.clear')} placeholder={text('templates.search')} onClear={() => setQ('')} onChange={({ target }: { target: { value: string } }) => setQ(target.value)}>{text('templates.search')}</Searchbar></Flex> : null}
      {shown.length === 0 ? (
        <Box background="neutral0" hasRadius shadow="tableShadow"><EmptyState title={text(all.length === 0 ? 'templates.none' : 'templates.none-found')} action={all.length === 0 ? add : undefined}>{text('templates.none.body')}</EmptyState></Box>
      ) : (
        <Box overflow="auto">
          <Table colCount={heads.length} rowCount={shown.length + 1} aria-label={text('templates.title')}>
            <Thead><Tr>{heads.map((head) => <Th key={head}><Typography variant="sigma">{text(head)}</Typography></Th>)}</Tr></Thead>
            <Tbody>
              {shown.map((template) => (
                <Row key={template.id} template={template} home={home} typeName={template.recordType === null ? text('templates.any-record') : (types.find(({ uid }) => uid === template.recordType)?.name ?? template.recordType)} onRemove={() => void remove(template)} />
              ))}
            </Tbody>
          </Table>
        </Box>
      )}
    </Flex>
  );
}
