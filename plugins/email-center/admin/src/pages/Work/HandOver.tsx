import { Button, Field, Flex, SingleSelect, SingleSelectOption, Textarea } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import type { PersonDto, WorkDto, WorkStepInput } from '../../../../shared/contracts';
import { useText } from '../../text/text';

interface Props {
  work: WorkDto;
  candidates: readonly PersonDto[];
  onStep(step: WorkStepInput): void;
}

/** To whom, and a note for that person. Those who give work give it whoever has it. */
export function HandOver({ work, candidates, onStep }: Props) {
  const text = useText();
  const [to, setTo] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const others = candidates.filter(({ id }) => id !== work.handler?.id);
  const verb = work.can.assign ? 'assign' : 'hand-over';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (to !== null) onStep({ step: verb, to, note });
  };
  if (others.length === 0) return null;
  return (
    <form onSubmit={submit} aria-label={text('work.hand-over')}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Field.Root name="to">
          <Field.Label>{text('work.hand-over.to')}</Field.Label>
          <SingleSelect size="S" value={to ?? ''} placeholder={text('work.hand-over.choose')} onChange={(id) => setTo(Number(id))}>
            {others.map(({ id, name }) => <SingleSelectOption key={id} value={id}>{name}</SingleSelectOption>)}
          </SingleSelect>
        </Field.Root>
        <Field.Root name="note">
          <Field.Label>{text('work.hand-over.note')}</Field.Label>
          <Textarea value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
        </Field.Root>
        <Flex><Button type="submit" size="S" variant="secondary" disabled={to === null}>{text('work.hand-over')}</Button></Flex>
      </Flex>
    </form>
  );
}
