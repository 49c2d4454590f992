import { Box, Button, Dialog, Flex, TextInput, Field, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import { useState } from 'react';
import { failedImportSchema, type ApplyListEntry, type ListEntryDto, type TaskDto } from '../../../../shared/contracts';
import { useApplyListEntryMutation, usePastOfQuery } from '../../api/list-api';
import { problemOf } from '../../api/problem';
import { explain, ProblemNotice } from '../../components/ProblemNotice';
import { TaskProgress } from '../../components/TaskProgress/TaskProgress';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';

type Action = ApplyListEntry['action'];

/** Erasing cannot be taken back: the entry has to be typed. */
function Erase({ name, onErase }: { name: string; onErase: () => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  return (
    <Dialog.Root>
      <Dialog.Trigger><Button variant="danger-light" size="S">{text('lists.past.erase')}</Button></Dialog.Trigger>
      <Dialog.Content>
        <Dialog.Header>{text('lists.past.erase')}</Dialog.Header>
        <Dialog.Body icon={<WarningCircle fill="danger600" />}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography textAlign="center">{text('lists.past.erase.body')}</Typography>
            <Field.Root name="confirm" hint={name}>
              <Field.Label>{text('lists.past.erase.type', { name })}</Field.Label>
              <TextInput value={typed} autoComplete="off" onChange={({ target }: { target: { value: string } }) => setTyped(target.value)} />
            </Field.Root>
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel><Button fullWidth variant="tertiary">{text('action.cancel')}</Button></Dialog.Cancel>
          <Dialog.Action><Button fullWidth variant="danger" disabled={typed.trim() !== name} onClick={onErase}>{text('lists.past.erase')}</Button></Dialog.Action>
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

/** What came of it, in words. */
export function useTaskSentence(): (task: TaskDto) => string {
  const text = useText();
  const format = useFormat();
  return ({ kind, result }) => {
    const number = (key: string): string => format.count(Number(result?.[key] ?? 0));
    if (kind === 'hide-listed') return text('lists.task.hidden', { count: number('hidden') });
    if (kind === 'show-hidden') return text('lists.task.shown', { count: number('shown') });
    if (kind === 'erase-listed') return text('lists.task.erased', { count: number('erased') });
    const failed = failedImportSchema.array().catch([]).parse(result?.failed).map(({ account, error }) => text('lists.task.failed', { account: account ?? text('lists.task.removed-account'), why: explain(text, error).what }));
    return [text('lists.task.imported', { imported: number('imported'), looked: number('looked') }), ...failed].join(' ');
  };
}

export interface SavedEntries {
  id: string;
  kind: ListEntryDto['kind'];
  name: string;
  /** `id` stands for all entries made in one go with it. */
  together?: boolean;
  /** Whom they are for, where several such questions stand beside each other. */
  whom?: string;
}

interface Props {
  saved: SavedEntries;
  /** Within a popover, which has a frame of its own. */
  framed?: boolean;
  /** Without it the question stays. */
  onDone?: () => void;
}

function Question({ saved: { id, kind, name, together = false } }: { saved: SavedEntries }) {
  const text = useText();
  const { data, error } = usePastOfQuery({ id, together }, { refetchOnMountOrArgChange: true });
  const said = text(together ? 'lists.past.question.together' : kind === 'allow' ? 'lists.past.question.allow' : 'lists.past.question', { name });
  return (
    <>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      <Typography>{said}</Typography>
      {data ? <Typography data-past={data.count}>{text('lists.past.count', { count: data.count, days: data.days })}</Typography> : null}
    </>
  );
}

/** After entries were saved, and beside their form: what had come in before stays, unless the person wants otherwise. */
export function SavedEntry({ saved, framed = true, onDone }: Props) {
  const text = useText();
  const describe = useTaskSentence();
  const [apply, { error }] = useApplyListEntryMutation();
  const [task, setTask] = useState<TaskDto | null>(null);
  const { id, name, together = false } = saved;
  const run = async (action: Action) => {
    const started = await apply({ id, action, together });
    if (!('error' in started)) setTask(started.data);
  };
  return (
    <Box tag="section" aria-label={text('lists.past')} data-saved-entry {...(framed ? { background: 'neutral0', hasRadius: true, shadow: 'tableShadow', padding: 5 } : {})}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {saved.whom === undefined ? null : <Typography variant="sigma" textColor="neutral600" tag="h3">{saved.whom}</Typography>}
        {error ? <ProblemNotice problem={problemOf(error)} /> : null}
        {task ? <TaskProgress key={task.id} taskId={task.id} title={text.maybe(`lists.task.${task.kind}`, { name }) ?? name} describe={describe} /> : <Question saved={saved} />}
        <Flex gap={2} wrap="wrap">
          {task === null || !onDone ? <Button variant="secondary" size="S" onClick={() => void run('hide')}>{text('lists.past.hide')}</Button> : null}
          {task === null || !onDone ? <Erase name={name} onErase={() => void run('erase')} /> : null}
          {task?.kind === 'hide-listed' || !onDone ? <Button variant="secondary" size="S" onClick={() => void run('show')}>{text('lists.past.show')}</Button> : null}
          {onDone ? <Button variant="tertiary" size="S" onClick={onDone}>{text(task === null ? 'lists.past.leave' : 'lists.close')}</Button> : null}
        </Flex>
      </Flex>
    </Box>
  );
}
