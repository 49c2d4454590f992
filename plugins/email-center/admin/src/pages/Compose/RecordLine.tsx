import { Button, Flex, IconButton, Popover } from '@strapi/design-system';
import { Pencil } from '@strapi/icons';
import { useState, type ReactElement } from 'react';
import type { DraftDto } from '../../../../shared/contracts';
import { RecordChips } from '../../components/RecordChips';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';
import { RecordPicker } from '../Messages/RecordPicker';
import type { DraftFields } from './draft-session';

type ShownRecord = NonNullable<DraftDto['record']>;

interface ChoiceProps {
  trigger: ReactElement;
  onChoose(record: ShownRecord): void;
}

function RecordChoice({ trigger, onChoose }: ChoiceProps) {
  const text = useText();
  const [open, setOpen] = useState(false);
  const choose = ({ recordType, recordId, label, typeName }: ShownRecord) => {
    setOpen(false);
    onChoose({ recordType, recordId, label, typeName });
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger>{trigger}</Popover.Trigger>
      <Popover.Content align="start" aria-label={text('write.record.choose')}>
        {open ? <Flex direction="column" alignItems="stretch" padding={4} width="min(36rem, 90vw)" data-choose-record><RecordPicker label={text('write.record.which')} onChoose={choose} /></Flex> : null}
      </Popover.Content>
    </Popover.Root>
  );
}

/** What a message is about as the person sees it: the record that was chosen here counts before the server has heard of it. */
export const shownRecord = ({ record, recordChosen }: Pick<DraftDto, 'record' | 'recordChosen'>, fields: Pick<DraftFields, 'record'>): DraftDto['record'] => fields.record ?? (recordChosen ? null : record);

interface Props {
  draft: DraftDto;
  fields: DraftFields;
  onChange(record: DraftDto['record']): void;
}

/** The record it is about, with the way to choose another; a chosen one can be let go. */
export function RecordLine({ draft, fields, onChange }: Props) {
  const text = useText();
  const { link } = useRights();
  const record = shownRecord(draft, fields);
  if (record === null) return null;
  return (
    <Flex gap={1} minWidth={0}>
      <RecordChips links={[{ ...record, reasons: [] }]} onRemove={fields.record === null ? undefined : () => onChange(null)} />
      {link ? <RecordChoice trigger={<IconButton label={text('write.record.other')} variant="ghost" size="S"><Pencil /></IconButton>} onChoose={onChange} /> : null}
    </Flex>
  );
}

/** Where it is about none yet. */
export function RecordButton({ onChoose }: Pick<ChoiceProps, 'onChoose'>) {
  const text = useText();
  const { link } = useRights();
  return link ? <RecordChoice trigger={<Button variant="ghost" size="S">{text('write.record')}</Button>} onChoose={onChoose} /> : null;
}
