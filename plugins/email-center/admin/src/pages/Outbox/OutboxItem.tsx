import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { Link } from 'react-router-dom';
import { styled } from 'styled-components';
import type { MailErrorDto, OutboxItemDto } from '../../../../shared/contracts';
import { useCancelOutboxMutation, useStepOutboxMutation, type OutboxStep } from '../../api/outbox-api';
import { problemOf } from '../../api/problem';
import { AttachmentMark } from '../../components/AttachmentMark';
import { Pill } from '../../components/Pill';
import { explain, explainProblem } from '../../components/ProblemNotice';
import { TechnicalDetail } from '../../components/TechnicalDetail';
import { Time } from '../../components/Time';
import { CENTER_PATH } from '../../plugin-id';
import { useText, type Text, type TextKey } from '../../text/text';
import { UNTIL } from '../Compose/send-later';
import { openDraft } from '../Compose/use-compose';
import { outboxSentence, STATE_TONES } from './outbox-sentence';
import { firstStep, refusedRecipients } from './outbox-trouble';

const Item = styled.li`
  display: flex;
  flex-direction: column;
  gap: ${({ theme }) => theme.spaces[2]};
  padding: ${({ theme }) => theme.spaces[4]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral150};
  &:last-child { border-bottom: 0; }
`;
const Recipients = styled.details`
  font-size: 1.3rem;
  color: ${({ theme }) => theme.colors.neutral700};
  summary { cursor: pointer; width: fit-content; }
  summary:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
  li { display: flex; flex-wrap: wrap; gap: ${({ theme }) => theme.spaces[2]}; padding: 0.4rem 0; overflow-wrap: anywhere; }
`;
type RecipientResult = OutboxItemDto['recipients'][number];
const RESULT_TONES = { waiting: 'neutral', 'put-off': 'warning', accepted: 'success', refused: 'danger' } as const;

/** Asked for, and not accepted yet. */
const resultOf = ({ state, response }: RecipientResult): keyof typeof RESULT_TONES => (state === 'waiting' && response !== '' ? 'put-off' : state);

function PerRecipient({ item }: { item: OutboxItemDto }) {
  const text = useText();
  const results = item.recipients.map((one) => ({ ...one, result: resultOf(one) }));
  if (results.every(({ result }) => result === 'waiting')) return null;
  const open = results.some(({ result }) => result === 'refused' || result === 'put-off');
  return (
    <Recipients open={open || undefined} data-outbox-recipients>
      <summary>{text('outbox.recipients', { count: item.recipients.length })}</summary>
      <ul>
        {results.map(({ address, result, response }) => (
          <li key={address} data-result={result}><span>{address}</span><Pill $tone={RESULT_TONES[result]}>{text(`outbox.result.${result}`)}</Pill>{response ? <span>{response}</span> : null}</li>
        ))}
      </ul>
    </Recipients>
  );
}

/** What went wrong, what to do about it, and who can, unless that is whoever reads it. */
function tell(text: Text, item: OutboxItemDto, error: MailErrorDto): string {
  const refused = refusedRecipients(item);
  if (refused !== null) return `${text(`${refused.key}.what`, { addresses: refused.addresses })} ${text(`${refused.key}.remedy`)}`;
  const { what, remedy, who } = explain(text, error);
  return `${what} ${remedy} ${who}`;
}

function Trouble({ item }: { item: OutboxItemDto }) {
  const text = useText();
  const { error, state, filedInSent } = item;
  const unfiled = filedInSent.state === 'failed' ? text('outbox.unfiled', { why: filedInSent.why }) : null;
  if (error === null && unfiled === null) return null;
  const told = error ? tell(text, item, error) : '';
  return (
    <Box background={state === 'failed' ? 'danger100' : 'warning100'} hasRadius padding={3} data-outbox-trouble>
      {error ? <Typography tag="p" textColor="neutral800" style={{ overflowWrap: 'anywhere' }}>{told}</Typography> : null}
      {unfiled ? <Typography tag="p" textColor="neutral800">{unfiled}</Typography> : null}
      {error?.detail ? <TechnicalDetail detail={error.detail} /> : null}
    </Box>
  );
}

function Steps({ item, onChanged }: { item: OutboxItemDto; onChanged: () => void }) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [step, stepping] = useStepOutboxMutation();
  const [cancel, cancelling] = useCancelOutboxMutation();
  const { can, id } = item;
  const busy = stepping.isLoading || cancelling.isLoading;
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run();
    } catch (thrown) {
      const problem = problemOf(thrown);
      const { what, remedy } = explainProblem(text, problem);
      toggleNotification({ type: 'warning', message: problem.status === 409 ? text('outbox.changed') : `${what} ${remedy}` });
    }
    onChanged();
  };
  const run = (name: OutboxStep) => void attempt(() => step({ id, step: name }).unwrap());
  const takeBack = () => void attempt(async () => openDraft(await cancel(id).unwrap()));
  const first = firstStep(item);
  if (!can.cancel && !can.sendNow && !can.retry && !can.dismiss && item.message === null) return null;
  return (
    <Flex gap={2} wrap="wrap">
      {can.sendNow ? <Button size="S" disabled={busy} onClick={() => run('send-now')}>{text('outbox.send-now')}</Button> : null}
      {can.cancel && first === 'take-back' ? <Button size="S" disabled={busy} onClick={takeBack}>{text('outbox.take-back')}</Button> : null}
      {can.retry ? <Button size="S" disabled={busy} variant={first === 'retry' ? 'default' : 'secondary'} onClick={() => run('retry')}>{text(item.state === 'uncertain' ? 'outbox.send-again' : 'outbox.retry')}</Button> : null}
      {can.cancel && first !== 'take-back' ? <Button size="S" disabled={busy} variant="tertiary" onClick={takeBack}>{text('outbox.take-back')}</Button> : null}
      {can.dismiss ? <Button size="S" disabled={busy} variant="tertiary" onClick={() => run('dismiss')}>{text(item.state === 'uncertain' ? 'outbox.arrived' : 'outbox.dismiss')}</Button> : null}
      {item.message ? <Button size="S" variant="ghost" tag={Link} to={`${CENTER_PATH}/messages/${encodeURIComponent(item.message)}`}>{text('outbox.open')}</Button> : null}
    </Flex>
  );
}

/** A message on its way out: to whom, how it stands, what went wrong and what can be done. */
export function OutboxItem({ item, onChanged }: { item: OutboxItemDto; onChanged: () => void }) {
  const text = useText();
  const { formatDate } = useIntl();
  const { key, at, count } = outboxSentence(item);
  const people = [...item.to, ...item.cc, ...item.bcc].map(({ name, address }) => name || address).join(', ');
  return (
    <Item data-outbox={item.id} data-state={item.state}>
      <Flex gap={3} justifyContent="space-between" alignItems="flex-start">
        <Box minWidth="0">
          <Flex gap={2}><Typography fontWeight="semiBold" tag="h2" style={{ overflowWrap: 'anywhere' }}>{item.subject || text('messages.no-subject')}</Typography><AttachmentMark count={item.attachmentCount} /></Flex>
          <Typography tag="p" textColor="neutral700" style={{ overflowWrap: 'anywhere' }}>{text('outbox.to', { people })}</Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">{text('outbox.from', { account: item.account.address, name: item.by.name })} <Time iso={item.createdAt} /></Typography>
        </Box>
        <Pill $tone={STATE_TONES[item.state]}>{text(`outbox.state.${item.state}` as TextKey)}</Pill>
      </Flex>
      <Typography role="status" textColor="neutral800">{text(key, { at: at === null ? '' : formatDate(at, UNTIL), count })}</Typography>
      <Trouble item={item} />
      <PerRecipient item={item} />
      <Steps item={item} onChanged={onChanged} />
    </Item>
  );
}
