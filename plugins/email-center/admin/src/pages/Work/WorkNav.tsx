import { styled } from 'styled-components';
import { useWorkCountsQuery } from '../../api/work-api';
import type { Rights } from '../../permissions';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { placesOf, type WorkPlace } from './views';

/** Between two looks at the kept numbers, milliseconds. */
const LOOK_EVERY = 30_000;

/** The places of work in the navigation, with paths below the center; none for those who never have any. */
export function useWorkPlaces(rights: Rights): WorkPlace[] {
  const text = useText();
  const works = rights.readMessages || rights.receiveCases || rights.assignWork;
  const { data: counts } = useWorkCountsQuery(undefined, { skip: !works, pollingInterval: LOOK_EVERY });
  return works ? placesOf(text, counts, rights).map((place) => ({ ...place, path: `work-items/${place.path}` })) : [];
}

const Count = styled.span`
  margin-left: ${({ theme }) => theme.spaces[2]};
  font-size: 1.2rem;
  font-variant-numeric: tabular-nums;
  color: ${({ theme }) => theme.colors.neutral600};
  b { font-weight: 600; color: ${({ theme }) => theme.colors.primary700}; }
`;

/** "5/9": unhandled of open; a single number where there is no such pair; nothing for nothing. */
export function WaitingCount({ count }: { count: WorkPlace['count'] }) {
  const text = useText();
  const format = useFormat();
  if (count === null || (count.unhandled === 0 && !count.open)) return null;
  const shown = count.open === null ? text('work.waiting', { count: count.unhandled }) : text('work.waiting-of', { unhandled: count.unhandled, open: count.open });
  return (
    <Count title={shown} aria-label={shown} role="img">
      <b>{format.count(count.unhandled)}</b>{count.open === null ? '' : `/${format.count(count.open)}`}
    </Count>
  );
}
