import { Field } from '@strapi/design-system';
import type { WorkDto, WorkStepInput } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { dayOf, endOfDay } from './due-day';

/** Until when it is to be done; a date is set as soon as it is chosen, and emptying the field takes it away. */
export function DueDate({ work, onStep }: { work: WorkDto; onStep(step: WorkStepInput): void }) {
  const text = useText();
  return (
    <Field.Root name="due">
      <Field.Label>{text('work.due')}</Field.Label>
      <Field.Input type="date" value={dayOf(work.dueAt)} onChange={(event) => onStep({ step: 'due', dueAt: endOfDay(event.target.value) })} />
    </Field.Root>
  );
}
