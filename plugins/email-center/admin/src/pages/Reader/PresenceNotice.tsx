import { Flex, Typography } from '@strapi/design-system';
import { Eye, Pencil } from '@strapi/icons';
import { useIntl } from 'react-intl';
import type { PresenceDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';
import { useMe } from '../Work/use-work-actions';

/** Who else has this open, so that nobody answers twice; who answers comes first, because that is what matters. */
export function PresenceNotice({ people }: { people: readonly PresenceDto[] }) {
  const text = useText();
  const intl = useIntl();
  const me = useMe();
  const others = people.filter(({ person }) => person.id !== me.id);
  const names = (doing: PresenceDto['doing']) => others.filter((one) => one.doing === doing).map(({ person }) => person.name);
  const [answering, reading] = [names('answering'), names('reading')];
  return (
    <div role="status" aria-live="polite" style={others.length === 0 ? { display: 'contents' } : undefined}>
      {answering.length > 0 ? (
        <Flex gap={2} padding={3} hasRadius background="warning100" borderColor="warning200" data-presence="answering">
          <Pencil aria-hidden /><Typography fontWeight="semiBold">{text('presence.answering', { names: intl.formatList(answering), count: answering.length })}</Typography>
        </Flex>
      ) : null}
      {reading.length > 0 ? (
        <Flex gap={2} paddingTop={answering.length > 0 ? 2 : 0} data-presence="reading">
          <Eye aria-hidden /><Typography variant="pi" textColor="neutral600">{text('presence.reading', { names: intl.formatList(reading), count: reading.length })}</Typography>
        </Flex>
      ) : null}
    </div>
  );
}
