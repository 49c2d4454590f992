import { Box, Typography } from '@strapi/design-system';
import type { CenterItem, PersonDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useMessageWorkQuery } from '../../../api/work-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { Skeleton } from '../../../components/Skeleton';
import { useText } from '../../../text/text';
import { ChoiceButton } from './panel-parts';

interface Props {
  items: readonly CenterItem[];
  onChoose(person: PersonDto | null): void;
}

/** To whom the work goes: those who may have the first of it; what somebody else may not have is refused by name. */
export function AssignPanel({ items, onChoose }: Props) {
  const text = useText();
  const first = items.find(({ work }) => work !== undefined && work.length > 0);
  const { currentData, error, refetch } = useMessageWorkQuery(first?.id ?? '', { skip: first === undefined });
  const people = new Map((currentData ?? []).flatMap(({ candidates }) => candidates).map((person) => [person.id, person]));
  const sorted = [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Box width="min(28rem, 90vw)" padding={2} maxHeight="36rem" overflow="auto" data-assign-panel>
      {first === undefined ? <Box padding={3}><Typography textColor="neutral600">{text('views.assign.none')}</Typography></Box> : null}
      {error ? <Box padding={2}><ProblemNotice problem={problemOf(error)} onRetry={refetch} /></Box> : null}
      {first !== undefined && !currentData && !error ? <Skeleton rows={3} rowHeight={36} /> : null}
      {currentData ? <ChoiceButton type="button" autoFocus onClick={() => onChoose(null)}><span>{text('work.nobody')}</span></ChoiceButton> : null}
      {sorted.map((person) => <ChoiceButton key={person.id} type="button" onClick={() => onChoose(person)}><span>{person.name}</span></ChoiceButton>)}
    </Box>
  );
}
