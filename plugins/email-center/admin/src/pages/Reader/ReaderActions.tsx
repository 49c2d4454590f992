import { Button, Popover } from '@strapi/design-system';
import { ArrowClockwise, Check, Clock, PriceTag } from '@strapi/icons';
import { useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { CenterItem, MessageDetail } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { ActionPanel } from '../Center/actions/ActionPanel';
import { useCenterActions } from '../Center/actions/use-center-actions';
import { readPlace, type Place } from '../Center/place';
import { MoreMenu } from './MoreMenu';
import type { OpenReading } from './use-reading';

/** Stays in sight while one reads on, where there is room for both. */
const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  margin: ${({ theme }) => `-${theme.spaces[5]} -${theme.spaces[5]} 0`};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[5]}`};
  background: ${({ theme }) => theme.colors.neutral0};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  ${({ theme }) => theme.breakpoints.large} {
    position: sticky;
    z-index: 2;
    top: 0;
  }
`;

/** Where nothing says from which view it was opened. */
const ANYWHERE: Place = { view: 'all', id: null };

interface Props {
  message: MessageDetail;
  /** The messages of its conversation as they are now. */
  items: readonly CenterItem[];
  reading: OpenReading;
  /** The path of the list it was opened from. */
  home: string;
}

interface AskProps {
  kind: 'snooze' | 'tag';
  label: string;
  icon: ReactNode;
  items: readonly CenterItem[];
}

/** A button that asks for one more thing. */
function Ask({ kind, label, icon, items }: AskProps) {
  const actions = useCenterActions();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><Button variant="tertiary" size="S" startIcon={icon} data-act={kind}>{label}</Button></Popover.Trigger>
      <Popover.Content align="start" aria-label={label}>{open ? <ActionPanel kind={kind} items={items} actions={actions} onDone={() => setOpen(false)} /> : null}</Popover.Content>
    </Popover.Root>
  );
}

/** What one does with a whole conversation: finish it, put it aside until later, give it tags. None of it is told to the mail server. */
export function ReaderActions({ message, items, reading, home }: Props) {
  const text = useText();
  const actions = useCenterActions();
  const place = readPlace(home.split('?')[0] ?? '')?.place ?? ANYWHERE;
  const isDone = items.length > 0 && items.every(({ done }) => done);
  // Whoever works on it finishes it in the line that says so.
  const isWork = (message.work ?? []).some(({ state, handler, can }) => state === 'open' && handler !== null && can.done);
  const opened = items.filter(({ id }) => id === message.id);
  return (
    <Bar role="toolbar" aria-label={text('actions.label')} data-reader-bar>
      {isWork ? null : isDone
        ? <Button variant="tertiary" size="S" startIcon={<ArrowClockwise aria-hidden />} onClick={() => void actions.notDone(items)} data-act="not-done">{text('views.not-done')}</Button>
        : <Button variant="tertiary" size="S" startIcon={<Check aria-hidden />} onClick={() => void actions.done(items, place)} data-act="done">{text('views.done')}</Button>}
      <Ask kind="snooze" label={text('views.snooze')} icon={<Clock aria-hidden />} items={items} />
      <Ask kind="tag" label={text('views.tag')} icon={<PriceTag aria-hidden />} items={items} />
      <MoreMenu message={message} ids={items.map(({ id }) => id)} onUnread={() => void actions.read(opened, false)} onErased={reading.setErased} />
    </Bar>
  );
}
