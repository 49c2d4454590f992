import { Button, Flex, Typography } from '@strapi/design-system';
import { Lock } from '@strapi/icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { problemOf } from '../../api/problem';
import { useAddNoteMutation, useLazyMessagePeopleQuery } from '../../api/reader-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import { mentionedIn } from './mention';
import { MentionField } from './MentionField';

interface Person {
  id: number;
  name: string;
}

function Writing({ messageId, onEnd }: { messageId: string; onEnd: () => void }) {
  const text = useText();
  const [loadPeople, { data: people = [] }] = useLazyMessagePeopleQuery();
  const [add, { isLoading, error }] = useAddNoteMutation();
  const [written, setWritten] = useState('');
  const [chosen, setChosen] = useState<readonly Person[]>([]);
  useEffect(() => void loadPeople(messageId, true), [loadPeople, messageId]);
  const submit = async () => {
    if (written.trim() === '') return;
    const added = await add({ messageId, text: written.trim(), mentions: mentionedIn(written, chosen).map(({ id }) => id) });
    if (!('error' in added)) onEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && written.trim() === '') onEnd();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void submit();
    }
  };
  return (
    <form aria-label={text('note.write')} onSubmit={(event) => { event.preventDefault(); void submit(); }} onKeyDown={onKeyDown} data-note-composer>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <MentionField value={written} people={people} onChange={setWritten} onMention={(person) => setChosen((before) => [...before, person])} />
        <Typography variant="pi" textColor="neutral600">{text('note.hint')}</Typography>
        {error ? <ProblemNotice title={text('note.failed')} problem={problemOf(error)} /> : null}
        <Flex gap={2}>
          <Button type="submit" size="S" loading={isLoading} disabled={written.trim() === ''}>{text('note.save')}</Button>
          <Button size="S" variant="tertiary" onClick={onEnd}>{text('action.cancel')}</Button>
        </Flex>
      </Flex>
    </form>
  );
}

/** Writes an internal note below the conversation; the button has the focus again when it is done. */
export function NoteComposer({ messageId }: { messageId: string }) {
  const text = useText();
  const [writing, setWriting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wrote = useRef(false);
  useEffect(() => {
    if (!writing && wrote.current) button.current?.focus();
    wrote.current = writing;
  }, [writing]);
  if (writing) return <Writing messageId={messageId} onEnd={() => setWriting(false)} />;
  return <Flex><Button ref={button} variant="ghost" size="S" startIcon={<Lock aria-hidden />} onClick={() => setWriting(true)} data-add-note>{text('note.add')}</Button></Flex>;
}
