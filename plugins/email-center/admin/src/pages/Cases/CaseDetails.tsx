import { Flex, LinkButton, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { MessageListItem, WorkDto } from '../../../../shared/contracts';
import { Pill } from '../../components/Pill';
import { Time } from '../../components/Time';
import { useRights } from '../../permissions';
import { SETTINGS_INTAKE_PATH } from '../../plugin-id';
import { reasonText } from '../../text/reasons';
import { useText } from '../../text/text';
import { DueDate } from '../Work/DueDate';
import { useWorkActions } from '../Work/use-work-actions';
import { dueTone, reasonKey } from './case-state';

/** Until when a case is to be done; red when that is past. */
export function DuePill({ work }: { work: Pick<WorkDto, 'dueAt' | 'state'> }) {
  const text = useText();
  if (work.dueAt === null) return null;
  return <Pill $tone={dueTone(work, Date.now())}>{text('case.due-on', { date: new Date(work.dueAt) })}</Pill>;
}

/** What a case is beside its message: why it is whose, how long it waits, until when it is due; and the way to a rule for an unknown sender. */
export function CaseDetails({ work, message }: { work: WorkDto; message: Pick<MessageListItem, 'id' | 'from'> }) {
  const text = useText();
  const { manageRules } = useRights();
  const run = useWorkActions();
  if (work.kind !== 'case') return null;
  const nobodys = work.state === 'open' && work.handler === null;
  const unrouted = nobodys && work.offeredTo.length === 0;
  const address = message.from?.address ?? '';
  return (
    <Flex direction="column" alignItems="flex-start" gap={2} width="100%" data-case={work.state}>
      <Typography variant="pi" textColor="neutral700">{reasonText(text, work.reason.reasons) ?? text(reasonKey(work.reason.code))}</Typography>
      {nobodys ? <Typography variant="pi" textColor="neutral600">{text('case.waits-since')} <Time iso={work.receivedAt} /></Typography> : null}
      <DuePill work={work} />
      {work.can.due && work.handler !== null ? <DueDate work={work} onStep={(step) => void run(work, message.id, step)} /> : null}
      {unrouted && manageRules && address !== '' ? (
        <LinkButton tag={Link} size="S" variant="secondary" startIcon={<Plus />} to={`${SETTINGS_INTAKE_PATH}/routes/new?address=${encodeURIComponent(address)}`}>{text('case.make-rule')}</LinkButton>
      ) : null}
    </Flex>
  );
}
