import { Field, Flex, Radio, TextInput, Toggle, Typography } from '@strapi/design-system';
import type { ForwardSettings } from '../../../../../shared/contracts';
import { useText } from '../../../text/text';

interface Props {
  forward: ForwardSettings;
  onChange(forward: ForwardSettings): void;
}

/** Who may feed a forward address, and what it keeps. */
export function ForwardFields({ forward, onChange }: Props) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={4} data-forward-fields>
      <Field.Root name="feeders">
        <Field.Label>{text('forward.feeders')}</Field.Label>
        <Radio.Group value={forward.feeders} aria-label={text('forward.feeders')} onValueChange={(feeders) => onChange({ ...forward, feeders: feeders === 'everyone' ? 'everyone' : 'known' })}>
          <Radio.Item value="known">{text('forward.feeders.known')}</Radio.Item>
          <Radio.Item value="everyone">{text('forward.feeders.everyone')}</Radio.Item>
        </Radio.Group>
        <Typography variant="pi" textColor="neutral600">{text(`forward.feeders.${forward.feeders}.hint`)}</Typography>
      </Field.Root>
      <Field.Root name="keepsAttachments" hint={text('forward.files.hint')}>
        <Field.Label>{text('forward.files')}</Field.Label>
        <Toggle checked={forward.keepsAttachments} onLabel={text('forward.files.on')} offLabel={text('forward.files.off')} onChange={(event) => onChange({ ...forward, keepsAttachments: event.target.checked })} />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="authservId" hint={text('forward.server.hint')}>
        <Field.Label>{text('forward.server')}</Field.Label>
        <TextInput value={forward.authservId ?? ''} placeholder="mx.example.com" onChange={(event) => onChange({ ...forward, authservId: event.target.value.trim() || null })} />
        <Field.Hint />
      </Field.Root>
    </Flex>
  );
}
