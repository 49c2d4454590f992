import { Box, Button, Field, Flex, Typography } from '@strapi/design-system';
import { useState, type FormEvent } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { nativeGround } from '../../../components/ground';
import { useText } from '../../../text/text';
import { ChoiceButton } from './panel-parts';
import { chosenTime, fieldValue, snoozeTimes } from './snooze-times';

/** The browser draws the calendar of a date field itself, and has to know on which ground. */
const Ground = styled.div`
  ${nativeGround}
`;

interface Props {
  /** Whether it sleeps now, so that it can be woken. */
  asleep: boolean;
  onChoose(until: string | null): void;
}

/** When it comes back: a few moments a person thinks of, or a time of one's own. */
export function SnoozePanel({ asleep, onChoose }: Props) {
  const text = useText();
  const { formatDate } = useIntl();
  const [now] = useState(() => new Date());
  const [own, setOwn] = useState(() => fieldValue(snoozeTimes(now).find(({ name }) => name === 'tomorrow')?.at ?? now));
  const until = chosenTime(own, now);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (until !== null) onChoose(until);
  };
  return (
    <Box width="min(36rem, 90vw)" data-snooze-panel>
      <Box padding={2}>
        {asleep ? <ChoiceButton type="button" onClick={() => onChoose(null)}><span>{text('views.snooze.wake')}</span></ChoiceButton> : null}
        {snoozeTimes(now).map(({ name, at }, index) => (
          <ChoiceButton key={name} type="button" autoFocus={index === 0} data-snooze={name} onClick={() => onChoose(at.toISOString())}>
            <span>{text(`views.snooze.${name}`)}</span>
            <small>{formatDate(at, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' })}</small>
          </ChoiceButton>
        ))}
      </Box>
      <Box padding={4} borderColor="neutral150" borderWidth="1px 0 0 0" borderStyle="solid" tag="form" onSubmit={submit}>
        <Field.Root name="until" error={own !== '' && until === null ? text('views.snooze.past') : undefined}>
          <Field.Label>{text('views.snooze.own')}</Field.Label>
          <Ground><Field.Input type="datetime-local" value={own} min={fieldValue(now)} onChange={(event) => setOwn(event.target.value)} /></Ground>
          <Field.Error />
        </Field.Root>
        <Flex paddingTop={3}><Button type="submit" size="S" variant="secondary" disabled={until === null}>{text('views.snooze')}</Button></Flex>
      </Box>
      <Box paddingLeft={4} paddingRight={4} paddingBottom={3}><Typography variant="pi" textColor="neutral600">{text('views.snooze.hint')}</Typography></Box>
    </Box>
  );
}
