import { Status, Typography } from '@strapi/design-system';
import type { AccountDto } from '../../../../shared/contracts';
import { useText } from '../../text/text';

const VARIANTS = { draft: 'secondary', ready: 'primary', active: 'success', paused: 'neutral', stopped: 'danger' } as const;

/** The state of an account in a word. */
export function StateBadge({ state }: { state: AccountDto['state'] }) {
  const text = useText();
  return (
    <Status variant={VARIANTS[state]} size="S" data-account-state={state}>
      <Typography tag="span" variant="pi" fontWeight="semiBold">{text(`state.${state}`)}</Typography>
    </Status>
  );
}
