import { Box, Button, Flex, Popover, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { RecordLinkDto, WhyDto } from '../../../../shared/contracts';
import { useNoteLinkedMutation, useWhyQuery } from '../../api/links-api';
import { problemOf } from '../../api/problem';
import { LookEarlier } from '../../components/LookEarlier';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useRights } from '../../permissions';
import { useFormat } from '../../text/format';
import { useText } from '../../text/text';
import { laterSentence, leftOutSentence, lookedUpSentence, reasonSentences, removedSentence } from './why-sentences';

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <Box tag="section">
      <Typography tag="h3" variant="sigma" textColor="neutral600">{title}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2} paddingTop={1}>
        {sentences.map((sentence) => <li key={sentence}><Typography style={{ overflowWrap: 'anywhere' }}>{sentence}</Typography></li>)}
      </Flex>
    </Box>
  );
}

/** Records that know an address of the message by now, each with the way to link what came before. */
function Later({ messageId, later }: { messageId: string; later: WhyDto['later'] }) {
  const text = useText();
  const format = useFormat();
  const { link: mayLink } = useRights();
  const [noteLinked] = useNoteLinkedMutation();
  if (later.length === 0) return null;
  return (
    <Box tag="section">
      <Typography tag="h3" variant="sigma" textColor="neutral600">{text('why.later')}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={1}>
        {later.map((match) => (
          <li key={`${match.recordType} ${match.recordId}`}>
            <Flex direction="column" alignItems="flex-start" gap={2}>
              <Typography style={{ overflowWrap: 'anywhere' }}>{laterSentence(text, format, match)}</Typography>
              {mayLink ? <LookEarlier record={match} onLinked={() => void noteLinked(messageId)} /> : null}
            </Flex>
          </li>
        ))}
      </Flex>
    </Box>
  );
}

function Explanation({ messageId, why }: { messageId: string; why: WhyDto }): ReactNode {
  const text = useText();
  const format = useFormat();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Sentences title={text('why.linked')} sentences={reasonSentences(text, format, why.linked)} />
      {why.linked.length === 0 ? <Typography>{text(why.removed.length + why.later.length > 0 ? 'why.no-record' : 'why.unmatched')}</Typography> : null}
      <Sentences title={text('why.removed')} sentences={why.removed.map((link) => removedSentence(text, format, link))} />
      <Later messageId={messageId} later={why.later} />
      <Sentences title={text('why.looked-up')} sentences={why.lookedUp.map((one) => lookedUpSentence(text, one))} />
      <Sentences title={text('why.left-out')} sentences={why.leftOut.map((one) => leftOutSentence(text, one))} />
    </Flex>
  );
}

function Asked({ messageId }: { messageId: string }) {
  const text = useText();
  const { data, error, refetch } = useWhyQuery(messageId, { refetchOnMountOrArgChange: true });
  if (error && !data) return <ProblemNotice title={text('why.failed')} problem={problemOf(error)} onRetry={refetch} />;
  return data ? <Explanation messageId={messageId} why={data} /> : <Skeleton rows={2} rowHeight={40} />;
}

/** What came with the message itself. */
function Shared({ links }: { links: RecordLinkDto[] }) {
  const text = useText();
  const format = useFormat();
  const explained = links.map((link) => ({ ...link, reasons: link.reasons.map((reason) => ({ ...reason, byName: null, fieldLabel: null })) }));
  return links.length === 0 ? <Typography>{text('why.no-record')}</Typography> : <Sentences title={text('why.linked')} sentences={reasonSentences(text, format, explained)} />;
}

interface Props {
  messageId: string;
  /** Of a message one sees in part: its links, because more is not told. */
  shared?: RecordLinkDto[];
}

/** "why?": the provenance of the record links, what a person removed, and what was looked up (X4). Asked for when it is opened. */
export function WhyLinked({ messageId, shared }: Props) {
  const text = useText();
  return (
    <Popover.Root>
      <Popover.Trigger>
        <Button variant="ghost" size="S">{text('why.button')}</Button>
      </Popover.Trigger>
      <Popover.Content align="start" aria-label={text('why.title')}>
        <Box padding={4} width="min(44rem, 88vw)" maxHeight="70vh" overflow="auto" tag="section" tabIndex={0} aria-label={text('why.title')} data-why>
          {shared === undefined ? <Asked messageId={messageId} /> : <Shared links={shared} />}
        </Box>
      </Popover.Content>
    </Popover.Root>
  );
}
