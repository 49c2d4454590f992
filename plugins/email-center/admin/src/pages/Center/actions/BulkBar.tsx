import { useNotification } from '@strapi/strapi/admin';
import { Button, Flex, IconButton, Popover, Typography } from '@strapi/design-system';
import { ArrowClockwise, Check, Clock, Cross, CrossCircle, Eye, EyeStriked, Link as LinkIcon, PriceTag, Trash, User } from '@strapi/icons';
import { useState, type ReactElement } from 'react';
import { styled } from 'styled-components';
import type { CenterItem } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useEraseManyMutation } from '../../../api/views-api';
import { explainProblem } from '../../../components/ProblemNotice';
import { useRights } from '../../../permissions';
import { useText } from '../../../text/text';
import type { Desk, OpenPanel } from '../use-desk';
import { ActionPanel } from './ActionPanel';
import { BlockPanel } from './BlockPanel';
import { EraseDialog } from './EraseDialog';

/** As high as the filters, whose place it takes: the list does not move when something is selected. */
const Bar = styled.div`
  display: flex;
  align-items: center;
  flex-wrap: wrap;
  gap: 0.2rem;
  min-height: 2.8rem;
  margin-left: -0.6rem;
  button { width: 3.2rem; height: 2.8rem; padding: 0; }
  button svg path { fill: ${({ theme }) => theme.colors.neutral700}; }
  button:hover { background: ${({ theme }) => theme.colors.neutral150}; }
`;

interface PanelProps {
  desk: Desk;
  kind: OpenPanel['kind'];
  label: string;
  icon: ReactElement;
  items: CenterItem[];
}

function PanelButton({ desk, kind, label, icon, items }: PanelProps) {
  const open = desk.panel?.id === null && desk.panel.kind === kind;
  const close = () => desk.setPanel(null);
  return (
    <Popover.Root open={open} onOpenChange={(next) => desk.setPanel(next ? { kind, id: null } : null)}>
      <Popover.Trigger><IconButton variant="ghost" label={label} data-bulk={kind}>{icon}</IconButton></Popover.Trigger>
      <Popover.Content align="start" aria-label={label}>
        {!open ? null : kind === 'block' ? <BlockPanel items={items} onDone={close} /> : <ActionPanel kind={kind} items={items} actions={desk.actions} onDone={close} />}
      </Popover.Content>
    </Popover.Root>
  );
}

function EraseButton({ items, onBegun }: { items: CenterItem[]; onBegun(task: string): void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [asking, setAsking] = useState(false);
  const [erase, { isLoading }] = useEraseManyMutation();
  const run = async () => {
    const answer = await erase({ ids: items.map(({ id }) => id) });
    setAsking(false);
    if ('error' in answer) toggleNotification({ type: 'warning', message: explainProblem(text, problemOf(answer.error)).what });
    else onBegun(answer.data.id);
  };
  const files = items.reduce((sum, { attachmentCount }) => sum + attachmentCount, 0);
  return (
    <>
      <IconButton variant="ghost" label={text('views.erase')} data-bulk="erase" onClick={() => setAsking(true)}><Trash /></IconButton>
      {asking ? <EraseDialog count={items.length} files={files} busy={isLoading} onErase={() => void run()} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** How many are selected, in the place of the view's name. */
export function BulkHead({ desk }: { desk: Desk }) {
  const text = useText();
  return (
    <Flex gap={1} flex="1" minWidth={0}>
      <IconButton variant="ghost" label={text('views.bulk.clear')} onClick={desk.clearSelection}><Cross /></IconButton>
      <Typography variant="delta" tag="p" aria-live="polite" ellipsis>{text('views.bulk.selected', { count: desk.targets().length })}</Typography>
      <Button size="S" variant="ghost" title={text('views.bulk.all')} onClick={desk.toggleAll}>{text('views.bulk.every')}</Button>
    </Flex>
  );
}

/** In the place of the filters while rows are selected: what can be done with all of them. */
export function BulkBar({ desk, onErase }: { desk: Desk; onErase(task: string): void }) {
  const text = useText();
  const rights = useRights();
  const items = desk.targets();
  const { actions, place } = desk;
  const anyDone = items.some(({ done }) => done);
  const unread = items.some((item) => item.unread);
  return (
    <Bar role="toolbar" aria-label={text('views.bulk')} data-bulk-bar>
      <IconButton variant="ghost" label={text('views.done')} data-bulk="done" onClick={() => void actions.done(items, place)}><Check /></IconButton>
      {anyDone || place.view === 'mine-done' ? <IconButton variant="ghost" label={text('views.not-done')} data-bulk="not-done" onClick={() => void actions.notDone(items)}><ArrowClockwise /></IconButton> : null}
      <IconButton variant="ghost" label={text(unread ? 'views.read' : 'views.unread')} data-bulk="read" onClick={() => void actions.read(items, unread)}>{unread ? <Eye /> : <EyeStriked />}</IconButton>
      <PanelButton desk={desk} kind="snooze" label={text('views.snooze')} icon={<Clock />} items={items} />
      <PanelButton desk={desk} kind="tag" label={text('views.tag')} icon={<PriceTag />} items={items} />
      {rights.link ? <PanelButton desk={desk} kind="link" label={text('views.link')} icon={<LinkIcon />} items={items} /> : null}
      {items.some(({ work }) => work !== undefined && work.length > 0) ? <PanelButton desk={desk} kind="assign" label={text('views.assign')} icon={<User />} items={items} /> : null}
      <PanelButton desk={desk} kind="block" label={text('lists.block')} icon={<CrossCircle />} items={items} />
      {rights.erase ? <EraseButton items={items} onBegun={onErase} /> : null}
    </Bar>
  );
}
