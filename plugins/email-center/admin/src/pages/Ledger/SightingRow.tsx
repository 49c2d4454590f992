import { useNotification } from '@strapi/strapi/admin';
import { Button, Flex, Link as StyledLink, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { SightingDto } from '../../../../shared/contracts';
import { useReplaySightingMutation } from '../../api/center-api';
import { problemOf } from '../../api/problem';
import { Pill, type PillTone } from '../../components/Pill';
import { explain, explainProblem } from '../../components/ProblemNotice';
import { TechnicalDetail } from '../../components/TechnicalDetail';
import { Time } from '../../components/Time';
import { CENTER_PATH } from '../../plugin-id';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { sightingSentence } from './sighting-sentence';

const Item = styled.li`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[5]}`};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  &:last-child { border-bottom: 0; }
`;
const Subject = styled.span`
  font-weight: 600;
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  overflow-wrap: anywhere;
`;
/** Opened, it takes a line of its own. */
const More = styled.details`
  align-self: center;
  &[open] { flex-basis: 100%; }
  summary { cursor: pointer; width: fit-content; }
  summary:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;
const Technical = styled.dl`
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  gap: 0 ${({ theme }) => theme.spaces[3]};
  font-size: 1.2rem;
  line-height: 1.5;
  color: ${({ theme }) => theme.colors.neutral600};
  dd { overflow-wrap: anywhere; }
`;

const TONES: Record<string, PillTone> = {
  imported: 'success', duplicate: 'primary', 'unmatched-skipped': 'neutral', blocked: 'secondary',
  'too-large': 'warning', quarantined: 'danger', vanished: 'neutral', 'test-message': 'neutral',
};

function Replay({ sighting, onReplayed }: { sighting: SightingDto; onReplayed: () => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [replay, { isLoading }] = useReplaySightingMutation();
  const run = async () => {
    try {
      const { outcome, reason, error } = await replay(sighting.id).unwrap();
      const done = outcome !== 'quarantined';
      toggleNotification({ type: done ? 'success' : 'warning', message: done ? text('replay.done', { outcome: text.maybe(`outcome.${outcome}`) ?? outcome }) : text('replay.again', { reason: error ? explain(text, error).what : reason }) });
      onReplayed();
    } catch (thrown) {
      const { what, remedy } = explainProblem(text, problemOf(thrown));
      toggleNotification({ type: 'danger', title: text('replay.failed'), message: `${what} ${remedy}` });
    }
  };
  return <Button size="S" variant="secondary" startIcon={<ArrowClockwise />} loading={isLoading} onClick={run}>{text('replay.start')}</Button>;
}

/** One decision of the ledger, explained. */
export function SightingRow({ sighting, onReplayed }: { sighting: SightingDto; onReplayed: () => void }) {
  const text = useText();
  const format = useFormat();
  const failure = sighting.error ? explain(text, sighting.error) : null;
  const { sentence, english } = sightingSentence(text, format, sighting);
  return (
    <Item data-sighting={sighting.id} data-outcome={sighting.outcome}>
      <Flex gap={2} wrap="wrap">
        <Pill $tone={TONES[sighting.outcome] ?? 'neutral'}>{text.maybe(`outcome.${sighting.outcome}`) ?? sighting.outcome}</Pill>
        <Subject>{sighting.subject || text('messages.no-subject')}</Subject>
        <Typography variant="pi" textColor="neutral600" style={{ marginLeft: 'auto' }}><Time iso={sighting.decidedAt} /></Typography>
      </Flex>
      {sighting.counterpart ? <Typography variant="pi" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>{sighting.counterpart}</Typography> : null}
      <Typography style={{ maxWidth: '90ch' }}>{sentence} {failure ? `${failure.what} ${failure.remedy}` : null}{english === null ? null : <span lang="en">{english}</span>}</Typography>
      <Flex gap={3} wrap="wrap" alignItems="flex-start">
        {sighting.storedMessage ? <StyledLink tag={Link} to={`${CENTER_PATH}/messages/${encodeURIComponent(sighting.storedMessage)}`}>{text('ledger.open')}</StyledLink> : null}
        {sighting.canReplay ? <Replay sighting={sighting} onReplayed={onReplayed} /> : null}
      <More>
        <summary><Typography variant="pi" textColor="neutral700">{text('ledger.details')}</Typography></summary>
        <Technical>
          {failure ? <><dt>{text('ledger.reason')}</dt><dd lang="en">{sighting.reason}</dd></> : null}
          <dt>Message-ID</dt><dd>{sighting.messageId ?? '–'}</dd>
          <dt>UID</dt><dd>{sighting.uid} (UIDVALIDITY {sighting.uidValidity})</dd>
          <dt>{text('ledger.size')}</dt><dd>{format.size(sighting.size)}</dd>
          <dt>{text('ledger.received')}</dt><dd>{format.fullTime(sighting.internalDate)}</dd>
        </Technical>
        <TechnicalDetail detail={sighting.error?.detail} />
      </More>
      </Flex>
    </Item>
  );
}
