import { useNotification } from '@strapi/strapi/admin';
import { Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { ArrowClockwise, Cross } from '@strapi/icons';
import { problemOf } from '../../api/problem';
import { useDismissOfferMutation, useLostOffersQuery, useTakeOffersMutation } from '../../api/routing-api';
import { explainProblem, ProblemNotice } from '../../components/ProblemNotice';
import { Time } from '../../components/Time';
import { useText } from '../../text/text';

interface Props {
  waiting: number;
  /** The list shows what is left. */
  onTaken(): void;
}

function TakeAll({ waiting, onTaken }: Props) {
  const text = useText();
  const { toggleNotification } = useNotification();
  const [take, { isLoading }] = useTakeOffersMutation();
  const run = async () => {
    const answer = await take();
    if ('error' in answer) toggleNotification({ type: 'warning', message: explainProblem(text, problemOf(answer.error)).what });
    else {
      toggleNotification({ type: 'success', message: text('offers.taken', { count: answer.data ?? 0 }) });
      onTaken();
    }
  };
  return <Flex><Button size="S" startIcon={<ArrowClockwise />} loading={isLoading} disabled={waiting === 0} onClick={() => void run()}>{text('offers.take-all', { count: waiting })}</Button></Flex>;
}

/** Who was faster, until the person says that they know, or for a week. */
function Lost() {
  const text = useText();
  const { data, error, refetch } = useLostOffersQuery(undefined, { refetchOnMountOrArgChange: true });
  const [dismiss] = useDismissOfferMutation();
  if (error && !data) return <ProblemNotice problem={problemOf(error)} onRetry={refetch} />;
  if (!data || data.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={1} aria-label={text('offers.lost')} maxHeight="16rem" overflow="auto" data-lost-offers>
      {data.map((offer) => (
        <Flex tag="li" key={offer.workId} justifyContent="space-between" gap={2} background="neutral100" hasRadius paddingLeft={3}>
          <Typography variant="pi" textColor="neutral700">
            {text('offers.lost-to', { subject: offer.subject || text('messages.no-subject'), name: offer.takenBy.name })} <Time iso={offer.takenAt} />
          </Typography>
          <IconButton size="S" variant="ghost" label={text('offers.dismiss', { subject: offer.subject || text('messages.no-subject') })} onClick={() => void dismiss(offer.workId)}><Cross /></IconButton>
        </Flex>
      ))}
    </Flex>
  );
}

/** Above the offers one has: take them all, and see what others took. */
export function OffersHead({ waiting, onTaken }: Props) {
  return (
    <Flex direction="column" alignItems="stretch" gap={3} data-offers>
      <TakeAll waiting={waiting} onTaken={onTaken} />
      <Lost />
    </Flex>
  );
}
