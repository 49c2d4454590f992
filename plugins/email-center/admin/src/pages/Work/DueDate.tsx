import { Field } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { WorkDto, WorkStepInput } from '../../../../shared/contracts';
import { nativeGround } from '../../components/ground';
import { useText } from '../../text/text';
import { dayOf, endOfDay } from './due-day';

/** The browser draws the calendar of a date field itself, and has to know on which ground. */
const Ground = styled.div`
  ${nativeGround}
`;

/** Until when it is to be done; a date is set as soon as it is chosen, and emptying the field takes it away. */
export function DueDate({ work, onStep }: { work: WorkDto; onStep(step: WorkStepInput): void }) {
  const text = useText();
  return (
    <Field.Root name="due">
      <Field.Label>{text('work.due')}</Field.Label>
      <Ground><Field.Input type="date" value={dayOf(work.dueAt)} onChange={(event) => onStep({ step: 'due', dueAt: endOfDay(event.target.value) })} /></Ground>
    </Field.Root>
  );
}
