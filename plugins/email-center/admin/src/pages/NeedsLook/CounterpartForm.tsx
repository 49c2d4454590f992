import { useNotification } from '@strapi/strapi/admin';
import { Box, Button, Field, Flex, Radio, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { MessageDetail } from '../../../../shared/contracts';
import { useSetCounterpartMutation } from '../../api/forward-api';
import { problemOf } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { ReasonText } from '../../components/ReasonText';
import { useRights } from '../../permissions';
import { useText } from '../../text/text';

/** A message that could not be read as a forwarded one: a person says who it is from, or to. */
export function CounterpartForm({ message }: { message: Pick<MessageDetail, 'id' | 'work'> }) {
  const text = useText();
  const { link } = useRights();
  const { toggleNotification } = useNotification();
  const [address, setAddress] = useState('');
  const [direction, setDirection] = useState<'incoming' | 'outgoing'>('incoming');
  const [save, { isLoading, error }] = useSetCounterpartMutation();
  const look = message.work?.find(({ kind, state }) => kind === 'look' && state === 'open');
  if (!look || !link) return null;
  const submit = async () => {
    const saved = await save({ id: message.id, address: address.trim(), direction });
    if (!('error' in saved)) toggleNotification({ type: 'success', message: text('look.saved', { count: saved.data.linked }) });
  };
  return (
    <Box tag="section" aria-label={text('look.title')} background="neutral0" borderColor="neutral200" hasRadius padding={4} data-look>
      <form onSubmit={(event) => { event.preventDefault(); void submit(); }}>
        <Flex direction="column" alignItems="stretch" gap={3}>
          <div>
            <Typography tag="h3" fontWeight="bold">{text('look.title')}</Typography>
            <Typography tag="p" variant="pi" textColor="neutral600"><ReasonText reasons={look.reason.reasons} english={look.reason.sentence} /></Typography>
          </div>
          <Radio.Group value={direction} aria-label={text('look.direction')} onValueChange={(chosen) => setDirection(chosen === 'outgoing' ? 'outgoing' : 'incoming')}>
            <Radio.Item value="incoming">{text('look.incoming')}</Radio.Item>
            <Radio.Item value="outgoing">{text('look.outgoing')}</Radio.Item>
          </Radio.Group>
          <Field.Root name="counterpart" hint={text('look.address.hint')}>
            <Field.Label>{text('look.address')}</Field.Label>
            <TextInput type="email" value={address} onChange={(event) => setAddress(event.target.value)} />
            <Field.Hint />
          </Field.Root>
          {error ? <ProblemNotice problem={problemOf(error)} /> : null}
          <Flex><Button type="submit" size="S" loading={isLoading} disabled={!address.includes('@')}>{text('look.save')}</Button></Flex>
        </Flex>
      </form>
    </Box>
  );
}
