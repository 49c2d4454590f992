import { Box, Flex, IconButton, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { ListEntryDto } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';
import { RemoveEntry } from './RemoveEntry';
import { targetName } from './TargetSelect';
import { shownValue, type ListView } from './list-form';

function Row({ entry, view, home, onRemoved }: { entry: ListEntryDto; view: ListView; home: string; onRemoved: (taskId: string) => void }) {
  const text = useText();
  const name = shownValue(entry);
  return (
    <Tr data-list-entry={name}>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2} paddingBottom={2}>
          <Flex gap={2} wrap="wrap"><Pill $tone={entry.kind === 'allow' ? 'success' : 'danger'}>{text(`lists.kind.${entry.kind}.short`)}</Pill><Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{name}</Typography></Flex>
          <Typography variant="pi" textColor="neutral600">{text(`lists.form.${entry.form}`)}</Typography>
        </Flex>
      </Td>
      <Td style={{ whiteSpace: 'normal' }}><Typography textColor="neutral800">{entry.note}</Typography></Td>
      <Td><Typography>{entry.scope === 'user' && view === 'mine' ? text('lists.scope.user') : targetName(text, entry)}</Typography></Td>
      <Td>
        <Typography tag="p">{entry.createdBy?.name ?? ''}</Typography>
        <Typography tag="p" variant="pi" textColor="neutral600"><Time iso={entry.createdAt} /></Typography>
      </Td>
      <Td>
        <Flex justifyContent="flex-end" gap={1}>
          <IconButton tag={Link} to={`${home}/${encodeURIComponent(entry.id)}`} label={text('lists.change', { name })} variant="ghost"><Pencil /></IconButton>
          <RemoveEntry entry={entry} onRemoved={onRemoved} />
        </Flex>
      </Td>
    </Tr>
  );
}

/** The entries with who made them and when. */
export function ListTable({ items, view, home, onRemoved }: { items: readonly ListEntryDto[]; view: ListView; home: string; onRemoved: (taskId: string) => void }) {
  const text = useText();
  const heads = ['lists.value', 'lists.note', 'lists.target', 'lists.by', 'lists.actions'] as const;
  return (
    <Box overflow="auto">
      <Table colCount={heads.length} rowCount={items.length + 1} aria-label={text('lists.table')}>
        <Thead><Tr>{heads.map((head) => <Th key={head}><Typography variant="sigma">{text(head)}</Typography></Th>)}</Tr></Thead>
        <Tbody>{items.map((entry) => <Row key={entry.id} entry={entry} view={view} home={home} onRemoved={onRemoved} />)}</Tbody>
      </Table>
    </Box>
  );
}
