import { Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { useText } from '../../../text/text';

export interface ChosenPerson {
  key: string;
  name: string;
  detail: string;
  /** Why this person keeps the rule from routing. */
  problem: string | null;
}

/** Those who were chosen, each with a way out. */
export function Chosen({ label, people, onRemove }: { label: string; people: readonly ChosenPerson[]; onRemove(key: string): void }) {
  const text = useText();
  if (people.length === 0) return null;
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={2} aria-label={label}>
      {people.map(({ key, name, detail, problem }) => (
        <Flex tag="li" key={key} justifyContent="space-between" gap={3} background="primary100" hasRadius padding={2} paddingLeft={3} data-chosen={key}>
          <div>
            <Typography fontWeight="semiBold">{name}</Typography> <Typography variant="pi" textColor="neutral700">{detail}</Typography>
            {problem === null ? null : <Typography tag="p" variant="pi" textColor="danger700">{problem}</Typography>}
          </div>
          <IconButton type="button" size="S" variant="ghost" label={text('route.take-out', { name })} onClick={() => onRemove(key)}><Cross /></IconButton>
        </Flex>
      ))}
    </Flex>
  );
}
