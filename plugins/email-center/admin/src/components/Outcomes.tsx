import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { useFormat } from '../text/format';
import { useText } from '../text/text';

/** In the order they are told, with the colour each has wherever it appears. */
export const OUTCOME_COLOURS = {
  imported: 'success500',
  duplicate: 'primary500',
  'unmatched-skipped': 'neutral400',
  blocked: 'secondary500',
  'too-large': 'warning500',
  quarantined: 'danger500',
  vanished: 'neutral300',
  'test-message': 'neutral200',
} as const;
export type OutcomeName = keyof typeof OUTCOME_COLOURS;
export const OUTCOME_NAMES = Object.keys(OUTCOME_COLOURS) as OutcomeName[];

const Bar = styled.div`
  display: flex;
  height: 0.8rem;
  border-radius: 0.4rem;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral150};
`;
const Share = styled.div<{ $outcome: OutcomeName; $share: number }>`
  width: ${({ $share }) => $share}%;
  min-width: 2px;
  background: ${({ theme, $outcome }) => theme.colors[OUTCOME_COLOURS[$outcome]]};
`;
const Dot = styled.span<{ $outcome: OutcomeName }>`
  display: inline-block;
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme, $outcome }) => theme.colors[OUTCOME_COLOURS[$outcome]]};
`;

/** What became of the messages: a bar of shares and the number of each outcome that occurred. */
export function Outcomes({ counts, matched, bar = true }: { counts: Record<string, number>; matched?: number; bar?: boolean }) {
  const text = useText();
  const format = useFormat();
  const present = OUTCOME_NAMES.flatMap((name) => (counts[name] ? [{ name, count: counts[name] }] : []));
  const total = present.reduce((sum, { count }) => sum + count, 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={2} width="100%">
      {bar && total > 0 ? (
        <Bar aria-hidden>{present.map(({ name, count }) => <Share key={name} $outcome={name} $share={(count / total) * 100} />)}</Bar>
      ) : null}
      <Flex tag="ul" wrap="wrap" gap={3} aria-label={text('outcomes.title')}>
        {present.map(({ name, count }) => (
          <Flex tag="li" key={name} gap={1}>
            <Dot $outcome={name} aria-hidden />
            <Typography variant="pi">{text(`outcome.${name}.count`, { count, shown: format.count(count) })}</Typography>
          </Flex>
        ))}
        {matched ? <li><Typography variant="pi" fontWeight="semiBold">{text('outcomes.matched', { count: matched, shown: format.count(matched) })}</Typography></li> : null}
      </Flex>
    </Flex>
  );
}
