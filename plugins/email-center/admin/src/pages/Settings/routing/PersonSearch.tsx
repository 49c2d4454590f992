import { Box, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useEffect, useState, type ReactNode } from 'react';
import { styled } from 'styled-components';
import type { RouteRefusalDto } from '../../../../../shared/contracts';
import { useText } from '../../../text/text';
import { refusalSentence } from './refusal-sentence';

const PAUSE_MS = 200;

/** Somebody the form offers, or names and says why not. */
export interface Candidate {
  key: string;
  name: string;
  detail: string;
  refusal: RouteRefusalDto | null;
}

const Option = styled.button`
  display: block;
  width: 100%;
  text-align: left;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border: 0;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.4rem;
  overflow-wrap: anywhere;
  cursor: pointer;
  &:hover:not([aria-disabled='true']) { background: ${({ theme }) => theme.colors.primary100}; }
  &[aria-disabled='true'] { cursor: default; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;

/** What was typed, once the person pauses. */
export function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}

interface Props {
  name: string;
  label: string;
  hint: string;
  error?: string;
  typed: string;
  onType(typed: string): void;
  /** Those who were chosen before, below what is typed. */
  chosen?: ReactNode;
  candidates: Candidate[] | undefined;
  onChoose(key: string): void;
}

/** Finds people by name or address; those who cannot be chosen stand there with the reason. */
export function PersonSearch({ name, label, hint, error, typed, onType, chosen, candidates, onChoose }: Props) {
  const text = useText();
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Field.Root name={name} hint={hint} error={error}>
        <Field.Label>{label}</Field.Label>
        <TextInput type="search" autoComplete="off" value={typed} onChange={(event: { target: { value: string } }) => onType(event.target.value)} placeholder={text('route.search')} />
        <Field.Hint />
        <Field.Error />
      </Field.Root>
      {chosen}
      <Box tag="ul" aria-label={label} maxHeight="24rem" overflow="auto">
        {(candidates ?? []).map(({ key, name: person, detail, refusal }) => (
          <li key={key}>
            <Option type="button" aria-disabled={refusal !== null} data-candidate={key} onClick={() => refusal === null && onChoose(key)}>
              <Typography tag="span" fontWeight="semiBold">{person}</Typography>
              <Typography tag="span" variant="pi" textColor="neutral600"> {detail}</Typography>
              {refusal === null ? null : <Typography tag="span" variant="pi" textColor="danger600" style={{ display: 'block' }}>{refusalSentence(text, refusal)}</Typography>}
            </Option>
          </li>
        ))}
      </Box>
      <Box role="status">{candidates?.length === 0 ? <Typography variant="pi" textColor="neutral600">{text('route.nobody-found')}</Typography> : null}</Box>
    </Flex>
  );
}
