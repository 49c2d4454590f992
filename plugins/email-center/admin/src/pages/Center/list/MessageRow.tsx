import { VisuallyHidden } from '@strapi/design-system';
import { ArrowClockwise, Check, ChevronDown, ChevronRight, Clock, Message } from '@strapi/icons';
import { memo, type CSSProperties, type MouseEvent } from 'react';
import type { CenterItem } from '../../../../../shared/contracts';
import { AttachmentMark } from '../../../components/AttachmentMark';
import { AutomaticBadge } from '../../../components/AutomaticBadge';
import { RecordChipsShort } from '../../../components/RecordChips';
import { TagLabel } from '../../../components/TagLabel';
import { Time } from '../../../components/Time';
import { useFormat } from '../../../text/format';
import { useText } from '../../../text/text';
import { DuePill } from '../../Cases/CaseDetails';
import { subjectOf } from '../../Messages/SharedPart';
import { WorkMark } from '../../Work/WorkMark';
import type { ListRow } from './fold';
import { FoundWhat } from './FoundWhat';
import { AnsweredMark, SmallMark } from './row-marks';
import { Box, Chips, Count, Dot, Fold, Item, Line, Marks, RowLink, Second, Tags, Tool, Tools, What, When, Who } from './row-styles';

/** Whom the row names: the sender of what came in, the recipients of what went out. */
export function counterpartOf({ direction, from, to }: Pick<CenterItem, 'direction' | 'from' | 'to'>): string {
  const people = direction === 'incoming' ? [from] : to;
  return people.flatMap((one) => (one ? [one.name || one.address] : [])).join(', ');
}

/** What a row asks for; the same functions for all rows, so that only those are drawn anew that changed. */
export interface RowSteps {
  toggle(id: string, range: boolean): void;
  fold(threadId: string): void;
  touch(id: string): void;
  done(id: string): void;
  snooze(id: string): void;
}

interface Props {
  row: ListRow;
  to: string;
  /** Where it stands, from 1, and of how many. */
  position: number;
  of: number;
  style: CSSProperties;
  /** It is read beside the list. */
  open: boolean;
  selected: boolean;
  /** Whether any row is selected, so that all show their boxes. */
  selecting: boolean;
  /** The one that is reached with the Tab key. */
  reachable: boolean;
  unfolded: boolean;
  steps: RowSteps;
}

const MOST_TAGS = 2;

function FirstLine({ row, strong }: { row: ListRow; strong: boolean }) {
  const text = useText();
  const { item } = row;
  const tags = item.tags.slice(0, MOST_TAGS);
  const names = counterpartOf(item) || text('messages.nobody');
  return (
    <Line>
      <Who $strong={strong}>{item.direction === 'outgoing' ? text('views.row.to', { names }) : names}</Who>
      {item.conversation > 1 && !row.inner ? <Count title={text('views.row.conversation', { count: item.conversation })}><span aria-hidden>{item.conversation}</span><VisuallyHidden>{text('views.row.conversation', { count: item.conversation })}</VisuallyHidden></Count> : null}
      {tags.length > 0 ? (
        <Tags>
          {tags.map((tag) => <TagLabel key={tag.id} $color={tag.color}>{tag.name}</TagLabel>)}
          {item.tags.length > MOST_TAGS ? <Count title={item.tags.map(({ name }) => name).join(', ')}>+{item.tags.length - MOST_TAGS}</Count> : null}
        </Tags>
      ) : null}
      <When $strong={strong} data-when>
        {item.answered ? <AnsweredMark label={text('views.row.answered')} /> : null}
        {item.notes > 0 ? <SmallMark label={text('views.row.notes', { count: item.notes })}><Message aria-hidden /></SmallMark> : null}
        <AttachmentMark count={item.attachmentCount} />
        <Time iso={item.receivedAt} />
      </When>
    </Line>
  );
}

function Snoozed({ until }: { until: string }) {
  const format = useFormat();
  const text = useText();
  return <SmallMark label={text('views.row.snoozed', { until: format.fullTime(until) })}><Clock aria-hidden /> {format.date(until)}</SmallMark>;
}

function SecondLine({ row: { item }, strong }: { row: ListRow; strong: boolean }) {
  const text = useText();
  const work = item.work ?? [];
  return (
    <Second $marks={work.length > 0}>
      {item.found ? <FoundWhat item={item} found={item.found} strong={strong} /> : <What $strong={strong}><b>{subjectOf(text, item)}</b> {item.preview}</What>}
      {item.snoozedUntil === null ? null : <Snoozed until={item.snoozedUntil} />}
      <AutomaticBadge kind={item.automatic} />
      {work.slice(0, 1).map((one) => <DuePill key={one.id} work={one} />)}
      {item.links.length > 0 ? <Chips><RecordChipsShort links={item.links} /></Chips> : null}
    </Second>
  );
}

/** Two lines of one height: who and when, then what, and the record it belongs to; beside them its box, and what can be done at once. */
export const MessageRow = memo(function MessageRow({ row, to, position, of, style, open, selected, selecting, reachable, unfolded, steps }: Props) {
  const text = useText();
  const { item } = row;
  const work = item.work ?? [];
  const strong = item.unread;
  const subject = subjectOf(text, item);
  const onClick = (event: MouseEvent) => {
    if (!event.shiftKey) return;
    // A range is selected; the browser would open a window.
    event.preventDefault();
    steps.toggle(item.id, true);
  };
  return (
    <Item style={style} $chosen={selected} aria-posinset={position} aria-setsize={of} data-row={item.id} data-inner={row.inner || undefined} data-selected={selected || undefined}>
      <Box data-row-box={selecting ? undefined : true}>
        <input type="checkbox" checked={selected} tabIndex={reachable ? 0 : -1} aria-label={text('views.row.select', { subject })} onChange={() => undefined} onClick={(event) => steps.toggle(item.id, event.shiftKey)} />
      </Box>
      {item.unread && !selecting ? <Dot data-unread role="img" aria-label={text('messages.unread')} /> : null}
      <RowLink to={to} $inner={row.inner} tabIndex={reachable ? 0 : -1} aria-current={open ? 'true' : undefined} data-message-row={item.id} onClick={onClick} onFocus={() => steps.touch(item.id)}>
        <FirstLine row={row} strong={strong} />
        <SecondLine row={row} strong={strong} />
      </RowLink>
      {row.older > 0 && item.threadId !== null ? (
        <Fold type="button" tabIndex={reachable ? 0 : -1} aria-expanded={unfolded} aria-label={text('views.row.older', { count: row.older })} title={text('views.row.older', { count: row.older })} onClick={() => steps.fold(item.threadId ?? '')}>
          {unfolded ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
        </Fold>
      ) : null}
      <Tools data-row-tools>
        <Tool type="button" tabIndex={-1} aria-label={text(item.done ? 'views.not-done.of' : 'views.done.of', { subject })} title={text(item.done ? 'views.not-done' : 'views.done')} onClick={() => steps.done(item.id)}>{item.done ? <ArrowClockwise aria-hidden /> : <Check aria-hidden />}</Tool>
        <Tool type="button" tabIndex={-1} aria-label={text('views.snooze.of', { subject })} title={text('views.snooze')} onClick={() => steps.snooze(item.id)}><Clock aria-hidden /></Tool>
      </Tools>
      {work.length > 0 ? <Marks>{work.slice(0, 1).map((one) => <WorkMark key={one.id} work={one} messageId={item.id} />)}</Marks> : null}
    </Item>
  );
});
