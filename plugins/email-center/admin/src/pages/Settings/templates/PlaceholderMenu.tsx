import { Menu } from '@strapi/design-system';
import { usePlaceholdersQuery } from '../../../api/writing-api';
import { useText } from '../../../text/text';

/** What can be filled in by itself; chosen, it stands where the cursor was. */
export function PlaceholderMenu({ recordType, onChoose }: { recordType: string | null; onChoose: (placeholder: string) => void }) {
  const text = useText();
  const { data: placeholders = [] } = usePlaceholdersQuery(recordType);
  if (placeholders.length === 0) return null;
  return (
    <Menu.Root>
      <Menu.Trigger size="S" variant="tertiary">{text('write.tool.placeholder')}</Menu.Trigger>
      <Menu.Content popoverPlacement="bottom-start">
        {placeholders.map(({ name, label }) => <Menu.Item key={name} onSelect={() => onChoose(`{{${name}}}`)}>{`${text.maybe(`templates.placeholder.${name}`) ?? label} {{${name}}}`}</Menu.Item>)}
      </Menu.Content>
    </Menu.Root>
  );
}
