import type { CaseStateDto } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { useText } from '../../text/text';
import { dueTone } from './case-state';

/** How a case stands, in a record's history: open or done, whose, until when. */
export function CaseState({ state }: { state: CaseStateDto }) {
  const text = useText();
  return (
    <span data-case-state={state.state}>
      <Pill $tone={state.state === 'done' ? 'success' : 'primary'}>{text(state.state === 'done' ? 'case.done' : 'case.open')}</Pill>{' '}
      {state.handler === null ? null : <>{text('case.of', { name: state.handler })} </>}
      {state.dueAt === null || state.state === 'done' ? null : <Pill $tone={dueTone(state, Date.now())}>{text('case.due-on', { date: new Date(state.dueAt) })}</Pill>}
    </span>
  );
}
