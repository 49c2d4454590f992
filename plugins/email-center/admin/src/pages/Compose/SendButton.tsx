import { Box, Button, Field, Flex, IconButton, Popover, Typography } from '@strapi/design-system';
import { ChevronDown, Clock, PaperPlane, WarningCircle } from '@strapi/icons';
import { useState, type FormEvent } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import type { DraftCheckDto } from '../../../../shared/contracts';
import { nativeGround } from '../../components/ground';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useFormat } from '../../text/format';
import { useText, type TextKey } from '../../text/text';
import { fieldValue, isLater, laterPresets, tomorrowMorning, UNTIL } from './send-later';
import type { Sending } from './use-sending';

/** The browser draws the calendar of a date field itself, and has to know on which ground. */
const Ground = styled.div`
  ${nativeGround}
`;

function OwnTime({ onChoose }: { onChoose: (at: Date) => void }) {
  const text = useText();
  const [typed, setTyped] = useState(() => fieldValue(tomorrowMorning(new Date())));
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const at = new Date(typed);
    const later = isLater(at, new Date());
    setWrong(!later);
    if (later) onChoose(at);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <Field.Root name="sendAt" error={wrong ? text('write.later.wrong') : undefined}>
          <Field.Label>{text('write.later.own')}</Field.Label>
          <Ground><Field.Input type="datetime-local" value={typed} min={fieldValue(new Date())} onChange={(event) => setTyped(event.target.value)} /></Ground>
          <Field.Error />
        </Field.Root>
        <Button type="submit" size="S" variant="secondary">{text('write.later.send')}</Button>
      </Flex>
    </form>
  );
}

function Later({ disabled, onChoose }: { disabled: boolean; onChoose: (at: Date) => void }) {
  const text = useText();
  const { formatDate } = useIntl();
  const [open, setOpen] = useState(false);
  const choose = (at: Date) => {
    setOpen(false);
    onChoose(at);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger><IconButton label={text('write.later')} variant="default" disabled={disabled}><ChevronDown /></IconButton></Popover.Trigger>
      <Popover.Content align="start" side="top" aria-label={text('write.later')}>
        {open ? (
          <Flex direction="column" alignItems="stretch" gap={3} padding={4} width="min(36rem, 90vw)" data-later>
            <Typography fontWeight="bold" tag="h3">{text('write.later')}</Typography>
            {laterPresets(new Date()).map(({ preset, at }) => (
              <Button key={preset} variant="tertiary" fullWidth startIcon={<Clock />} onClick={() => choose(at)}>
                {text(`write.later.${preset}` as TextKey, { at: formatDate(at, UNTIL) })}
              </Button>
            ))}
            <OwnTime onChoose={choose} />
          </Flex>
        ) : null}
      </Popover.Content>
    </Popover.Root>
  );
}

function Warnings({ warnings, onSend, onBack }: { warnings: DraftCheckDto['warnings']; onSend: () => void; onBack: () => void }) {
  const text = useText();
  const format = useFormat();
  return (
    <Flex direction="column" alignItems="stretch" gap={3} padding={4} width="min(38rem, 90vw)" data-warnings>
      <Typography fontWeight="bold" tag="h3">{text('write.warnings')}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {warnings.map(({ code, detail }) => (
          <Flex tag="li" key={`${code} ${detail}`} gap={2} alignItems="flex-start" data-warning={code}>
            <Box color="warning600" shrink={0} paddingTop={1}><WarningCircle aria-hidden fill="currentColor" /></Box>
            <Typography style={{ overflowWrap: 'anywhere' }}>{text(`write.warning.${code}` as TextKey, { detail: code === 'too-large' ? format.size(Number(detail)) : detail })}</Typography>
          </Flex>
        ))}
      </Flex>
      <Flex gap={2} wrap="wrap">
        <Button onClick={onBack} variant="tertiary">{text('write.warnings.back')}</Button>
        <Button onClick={onSend}>{text('write.warnings.anyway')}</Button>
      </Flex>
    </Flex>
  );
}

/** Sends now or later; what may have been overlooked is asked right here. */
export function SendButton({ sending, why }: { sending: Sending; why: string | null }) {
  const text = useText();
  const { state } = sending;
  const disabled = state.status === 'busy' || why !== null;
  return (
    <Popover.Root open={state.status === 'asking'} onOpenChange={(open) => !open && sending.goBack()}>
      <Popover.Anchor asChild>
        <Flex gap={1}>
          <Button startIcon={<PaperPlane />} loading={state.status === 'busy'} disabled={disabled} title={why ?? text('write.send.keys')} onClick={() => void sending.send(null)} data-send>{text('write.send')}</Button>
          <Later disabled={disabled} onChoose={(at) => void sending.send(at)} />
        </Flex>
      </Popover.Anchor>
      <Popover.Content align="start" side="top" aria-label={text('write.warnings')}>
        {state.status === 'asking' ? <Warnings warnings={state.warnings} onSend={() => void sending.sendAnyway()} onBack={sending.goBack} /> : null}
      </Popover.Content>
    </Popover.Root>
  );
}

/** Why it was not sent. */
export function SendTrouble({ sending, why }: { sending: Sending; why: string | null }) {
  const text = useText();
  const { state } = sending;
  const sentence = state.status === 'obstacle' ? text(`write.obstacle.${state.obstacle}` as TextKey) : why;
  return (
    <>
      {state.status === 'failed' ? <Box padding={3}><ProblemNotice title={text('write.send-failed')} problem={state.problem} /></Box> : null}
      {sentence ? <Box role="alert" background="danger100" padding={3} data-send-trouble><Typography textColor="danger700">{sentence}</Typography></Box> : null}
    </>
  );
}
