import { Flex, Typography } from '@strapi/design-system';
import type { MessageWorkDto, WorkEventDto } from '../../../../shared/contracts';
import { ReasonText } from '../../components/ReasonText';
import { Time } from '../../components/Time';
import { useFormat } from '../../text/format';
import { useText, type Text } from '../../text/text';

type Item = MessageWorkDto['items'][number];

/** One step of the work as a sentence: who did what, to whom. */
export function eventSentence(text: Text, event: WorkEventDto, date: (iso: string) => string): string {
  const actor = event.actor?.name ?? text('work.center');
  const to = event.to?.name ?? text('work.nobody');
  if (event.event === 'created') return event.to === null ? text('work.event.created-nobody') : text('work.event.created', { to });
  if (event.event === 'taken' && event.from !== null) return text('work.event.taken-over', { actor, from: event.from.name });
  if (event.event === 'returned') return text('work.event.returned', { from: event.from?.name ?? '' });
  if (event.event === 'due') return event.note === '' ? text('work.event.due-none', { actor }) : text('work.event.due', { actor, date: date(event.note) });
  return text(`work.event.${event.event}`, { actor, to });
}

/** What a person wrote stands in quotation marks; what the email center noted of itself is its reason, in the reader's language. */
function Note({ event }: { event: WorkEventDto }) {
  const text = useText();
  if (event.event === 'due' || event.note === '') return null;
  const isReason = event.event === 'created' || event.event === 'returned' || (event.reasons ?? []).length > 0;
  return (
    <Typography tag="p" textColor="neutral600" style={{ overflowWrap: 'anywhere' }}>
      {isReason ? <ReasonText reasons={event.reasons} english={event.note} /> : text('work.quoted', { note: event.note })}
    </Typography>
  );
}

/** Who is informed, each with whether they have read it, and every step so far. */
export function WorkHistory({ item }: { item: Item }) {
  const text = useText();
  const format = useFormat();
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {item.informed.length > 0 ? (
        <section aria-label={text('work.informed')}>
          <Typography variant="sigma" textColor="neutral600" tag="h3">{text('work.informed')}</Typography>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={1} paddingTop={2}>
            {item.informed.map(({ person, readAt }) => (
              <Flex tag="li" key={person.id} justifyContent="space-between" gap={3}>
                <Typography fontWeight={readAt === null ? 'semiBold' : 'regular'}>{person.name}</Typography>
                <Typography variant="pi" textColor="neutral600">{readAt === null ? text('work.unread') : <>{text('work.read')} <Time iso={readAt} /></>}</Typography>
              </Flex>
            ))}
          </Flex>
        </section>
      ) : null}
      <section aria-label={text('work.history')}>
        <Typography variant="sigma" textColor="neutral600" tag="h3">{text('work.history')}</Typography>
        <Flex tag="ol" direction="column" alignItems="stretch" gap={2} paddingTop={2}>
          {item.events.map((event) => (
            <li key={event.id}>
              <Flex justifyContent="space-between" alignItems="flex-start" gap={3}>
                <Typography>{eventSentence(text, event, format.date)}</Typography>
                <Typography variant="pi" textColor="neutral600" style={{ whiteSpace: 'nowrap' }}><Time iso={event.at} /></Typography>
              </Flex>
              <Note event={event} />
            </li>
          ))}
        </Flex>
      </section>
    </Flex>
  );
}
