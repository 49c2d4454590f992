import { Box, Button, Divider, Flex, Popover, Typography } from '@strapi/design-system';
import { useState, type ReactElement } from 'react';
import type { WorkDto, WorkStepInput } from '../../../../shared/contracts';
import { problemOf } from '../../api/problem';
import { useMessageWorkQuery } from '../../api/work-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { DueDate } from './DueDate';
import { HandOver } from './HandOver';
import { useWorkActions } from './use-work-actions';
import { useWorkSentence } from './work-sentence';
import { WorkHistory } from './WorkHistory';

interface Props {
  work: WorkDto;
  messageId: string;
  /** What opens it. */
  children: ReactElement;
}

function Steps({ work, onStep }: { work: WorkDto; onStep(step: WorkStepInput): void }) {
  const text = useText();
  const { can, handler } = work;
  return (
    <Flex gap={2} wrap="wrap">
      {can.take ? <Button size="S" onClick={() => onStep({ step: 'take', from: null })}>{text('work.take')}</Button> : null}
      {can.done ? <Button size="S" variant={can.take ? 'secondary' : 'default'} onClick={() => onStep({ step: 'done', note: '' })}>{text('work.done')}</Button> : null}
      {can.takeOver && handler ? <Button size="S" variant="secondary" onClick={() => onStep({ step: 'take', from: handler.id })}>{text('work.take-over')}</Button> : null}
      {can.release ? <Button size="S" variant="tertiary" onClick={() => onStep({ step: 'release', note: '' })}>{text('work.release')}</Button> : null}
      {can.reopen ? <Button size="S" variant="tertiary" onClick={() => onStep({ step: 'reopen', note: '' })}>{text('work.reopen')}</Button> : null}
    </Flex>
  );
}

function Content({ work, messageId, onDone }: Omit<Props, 'children'> & { onDone(): void }) {
  const text = useText();
  const sentence = useWorkSentence();
  const run = useWorkActions();
  const { currentData: items, error, refetch } = useMessageWorkQuery(messageId, { refetchOnMountOrArgChange: true });
  const item = items?.find(({ id }) => id === work.id);
  const act = (step: WorkStepInput) => {
    onDone();
    void run(work, messageId, step, (id) => item?.candidates.find((candidate) => candidate.id === id)?.name ?? `#${id}`);
  };
  return (
    <Box padding={4} width="min(42rem, 92vw)" maxHeight="min(60rem, 80vh)" overflow="auto" tag="section" data-work-popover={work.id}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <div>
          <Typography variant="pi" textColor="neutral600" tag="p">{work.account.name}</Typography>
          <Typography fontWeight="bold" tag="h2">{sentence(work)}</Typography>
        </div>
        <Steps work={work} onStep={act} />
        {work.can.due ? <DueDate work={work} onStep={(step) => void run(work, messageId, step)} /> : null}
        {item && (work.can.handOver || work.can.assign) ? <HandOver work={work} candidates={item.candidates} onStep={act} /> : null}
        <Divider />
        {error && !items ? <ProblemNotice title={text('work.failed')} problem={problemOf(error)} onRetry={refetch} /> : null}
        {item ? <WorkHistory item={item} /> : error ? null : <Skeleton rows={3} rowHeight={40} />}
      </Flex>
    </Box>
  );
}

/** Who is informed, who handled it when, who handles it now, and what can be done about it. */
export function WorkPopover({ work, messageId, children }: Props) {
  const text = useText();
  const [open, setOpen] = useState(false);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>{children}</Popover.Trigger>
      <Popover.Content align="end" aria-label={text('work.title')}>
        {open ? <Content work={work} messageId={messageId} onDone={() => setOpen(false)} /> : null}
      </Popover.Content>
    </Popover.Root>
  );
}
