import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Check, Minus, Plus } from '@strapi/icons';
import { useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import { tagColorSchema, type TagDto } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { useAddTagMutation, useTagsQuery } from '../../../api/views-api';
import { ProblemNotice } from '../../../components/ProblemNotice';
import { TagDot } from '../../../components/TagLabel';
import { useText } from '../../../text/text';
import { ChoiceButton } from './panel-parts';

const Input = styled.input`
  width: 100%;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  font-size: 1.4rem;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  &::placeholder { color: ${({ theme }) => theme.colors.neutral600}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 0; }
`;
const Swatch = styled.label`
  display: inline-flex;
  padding: 0.4rem;
  border-radius: 50%;
  cursor: pointer;
  span { width: 1.6rem; height: 1.6rem; }
  input { position: absolute; opacity: 0; width: 1px; height: 1px; }
  &:has(:checked) { box-shadow: 0 0 0 2px ${({ theme }) => theme.colors.neutral800}; }
  &:has(:focus-visible) { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 3px; }
`;

interface Props {
  /** Those that all, and those that some of the messages have. */
  has: (id: string) => 'all' | 'some' | 'none';
  onToggle(tag: TagDto, has: boolean): void;
}

function NewTag({ name, onAdded }: { name: string; onAdded(tag: TagDto): void }) {
  const text = useText();
  const [color, setColor] = useState<TagDto['color']>('primary');
  const [add, { isLoading, error }] = useAddTagMutation();
  const save = async () => {
    const answer = await add({ name, color });
    if ('data' in answer && answer.data) onAdded(answer.data);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={2} padding={3}>
      <Flex gap={1} wrap="wrap" role="radiogroup" aria-label={text('views.tag.color')}>
        {tagColorSchema.options.map((one) => (
          <Swatch key={one} title={text(`views.tag.color.${one}`)}>
            <input type="radio" name="tag-color" aria-label={text(`views.tag.color.${one}`)} checked={one === color} onChange={() => setColor(one)} />
            <TagDot $color={one} />
          </Swatch>
        ))}
      </Flex>
      {error ? <ProblemNotice problem={problemOf(error)} /> : null}
      <Button size="S" variant="secondary" startIcon={<Plus aria-hidden />} loading={isLoading} onClick={() => void save()}>{text('views.tag.make', { name })}</Button>
    </Flex>
  );
}

/** The tags of the house: each a press away, found by typing, made where there is none yet. */
export function TagPanel({ has, onToggle }: Props) {
  const text = useText();
  const { data: tags = [], error, refetch } = useTagsQuery();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const found = tags.filter((tag) => tag.name.toLocaleLowerCase().includes(name.toLocaleLowerCase()));
  const isNew = name !== '' && !tags.some((tag) => tag.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  const toggle = (tag: TagDto) => onToggle(tag, has(tag.id) !== 'all');
  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key !== 'Enter' || first === undefined || isNew) return;
    event.preventDefault();
    toggle(first);
  };
  return (
    <Box width="min(28rem, 90vw)" data-tag-panel>
      <Box padding={3} paddingBottom={1}>
        <Input autoFocus maxLength={50} aria-label={text('views.tag.search')} placeholder={text('views.tag.search')} value={typed} onChange={(event) => setTyped(event.target.value)} onKeyDown={onKeyDown} />
      </Box>
      {error ? <Box padding={3}><ProblemNotice problem={problemOf(error)} onRetry={refetch} /></Box> : null}
      <Box padding={2} maxHeight="26rem" overflow="auto" tag="ul">
        {found.map((tag) => {
          const state = has(tag.id);
          return (
            <li key={tag.id}>
              <ChoiceButton type="button" role="checkbox" aria-checked={state === 'all' ? true : state === 'some' ? 'mixed' : false} data-tag={tag.name} onClick={() => toggle(tag)}>
                <Flex tag="span" gap={2} minWidth={0}><TagDot $color={tag.color} /><span>{tag.name}</span></Flex>
                {state === 'all' ? <Check aria-hidden fill="currentColor" /> : state === 'some' ? <Minus aria-hidden fill="currentColor" /> : null}
              </ChoiceButton>
            </li>
          );
        })}
      </Box>
      {tags.length === 0 && name === '' && !error ? <Box padding={3} paddingTop={0}><Typography variant="pi" textColor="neutral600">{text('views.tag.none')}</Typography></Box> : null}
      {isNew ? <NewTag name={name} onAdded={(tag) => onToggle(tag, true)} /> : null}
    </Box>
  );
}
