import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { ChevronUp, Collapse, Cross, Expand, Minus } from '@strapi/icons';
import { useCallback, useEffect, useState, type KeyboardEvent } from 'react';
import { useIntl } from 'react-intl';
import { styled } from 'styled-components';
import { useBeAt } from '../../api/presence';
import { problemOf, type Problem } from '../../api/problem';
import { useNoteDraftsChangedMutation } from '../../api/writing-api';
import { ProblemNotice } from '../../components/ProblemNotice';
import { Skeleton } from '../../components/Skeleton';
import { useText } from '../../text/text';
import { beginOnce } from './beginnings';
import { Composer } from './Composer';
import { useDraftAbout, useDraftSubject } from './draft-sessions';
import { changeComposer, closeComposer, type OpenComposer } from './use-compose';
import { useClosing, type Closing } from './use-closing';

const Bar = styled.header`
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[1]};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]} ${theme.spaces[1]} ${theme.spaces[4]}`};
  background: ${({ theme }) => theme.colors.neutral100};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
`;
const Title = styled.button`
  flex: 1;
  min-width: 0;
  padding: ${({ theme }) => `${theme.spaces[1]} 0`};
  text-align: left;
  cursor: pointer;
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -2px; }
`;

/** Begins the draft where there is none yet. */
function useBeginning({ key, draftId, request }: OpenComposer): { problem: Problem | null; retry(): void } {
  const { locale } = useIntl();
  const [noteDrafts] = useNoteDraftsChangedMutation();
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = useCallback(() => {
    setProblem(null);
    beginOnce(key, request, locale).then(
      ({ id }) => {
        changeComposer(key, { draftId: id });
        void noteDrafts();
      },
      (thrown: unknown) => setProblem(problemOf(thrown))
    );
  }, [key, request, locale, noteDrafts]);
  useEffect(() => {
    if (draftId === null) begin();
  }, [draftId, begin]);
  return { problem, retry: begin };
}

function AskToClose({ closing }: { closing: Closing }) {
  const text = useText();
  return (
    <Box role="alertdialog" aria-label={text('write.close.unsaved')} background="danger100" padding={3} data-ask-close>
      <Flex gap={3} wrap="wrap" justifyContent="space-between">
        <Typography textColor="danger700">{text('write.close.unsaved')}</Typography>
        <Flex gap={2} wrap="wrap">
          <Button size="S" variant="secondary" onClick={closing.stay}>{text('write.close.stay')}</Button>
          <Button size="S" variant="danger-light" onClick={closing.closeAnyway}>{text('write.close.anyway')}</Button>
        </Flex>
      </Flex>
    </Box>
  );
}

function Head({ composer, title, closing, docked }: { composer: OpenComposer; title: string; closing: Closing; docked: boolean }) {
  const text = useText();
  const { key, size } = composer;
  const minimised = size === 'minimised';
  const resize = (to: OpenComposer['size']) => changeComposer(key, { size: to });
  const name = <Typography fontWeight="semiBold" textColor="neutral800" ellipsis tag="span" style={{ display: 'block' }}>{title}</Typography>;
  return (
    <Bar>
      {docked ? <Title type="button" aria-expanded={!minimised} aria-label={text(minimised ? 'write.open' : 'write.minimise', { title })} onClick={() => resize(minimised ? 'normal' : 'minimised')}>{name}</Title> : <Box flex="1" minWidth="0" paddingTop={1} paddingBottom={1}>{name}</Box>}
      {docked ? <IconButton label={text(minimised ? 'write.open' : 'write.minimise', { title })} variant="ghost" size="S" onClick={() => resize(minimised ? 'normal' : 'minimised')}>{minimised ? <ChevronUp /> : <Minus />}</IconButton> : null}
      {docked && !minimised ? <IconButton label={text(size === 'large' ? 'write.smaller' : 'write.larger')} variant="ghost" size="S" onClick={() => resize(size === 'large' ? 'normal' : 'large')} data-wide-only>{size === 'large' ? <Collapse /> : <Expand />}</IconButton> : null}
      <IconButton label={text('write.close.keep')} variant="ghost" size="S" onClick={() => void closing.close()}><Cross /></IconButton>
    </Bar>
  );
}

/** A composer with its title and the ways to put it aside. */
export function ComposeWindow({ composer, docked }: { composer: OpenComposer; docked: boolean }) {
  const text = useText();
  const { key, draftId, size, request } = composer;
  const { problem, retry } = useBeginning(composer);
  const closing = useClosing(composer);
  const subject = useDraftSubject(draftId);
  const about = useDraftAbout(draftId);
  useBeAt(request.about ?? about, 'answering');
  const title = subject || text(`write.kind.${request.kind ?? 'new'}`);
  const done = () => closeComposer(key);
  const onKeyDown = (event: KeyboardEvent) => {
    // A popover of the composer stands elsewhere on the page and closes by itself.
    const isWithin = event.target instanceof Node && event.currentTarget.contains(event.target);
    if (event.key !== 'Escape' || event.defaultPrevented || !isWithin) return;
    event.stopPropagation();
    docked ? changeComposer(key, { size: 'minimised' }) : void closing.close();
  };
  return (
    <div role={docked ? 'dialog' : 'region'} aria-label={title} data-composer={key} data-size={size} data-keys="own" onKeyDown={onKeyDown} style={{ display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0, minWidth: 0 }}>
      <Head composer={composer} title={title} closing={closing} docked={docked} />
      {closing.asks ? <AskToClose closing={closing} /> : null}
      {size === 'minimised' && docked ? null : (
        <>
          {problem ? <Box padding={4}><ProblemNotice title={text('write.begin-failed')} problem={problem} onRetry={retry} /></Box> : null}
          {draftId === null && !problem ? <Skeleton rows={4} rowHeight={44} /> : null}
          {draftId === null ? null : <Composer draftId={draftId} onClosed={done} onSent={done} />}
        </>
      )}
    </div>
  );
}
