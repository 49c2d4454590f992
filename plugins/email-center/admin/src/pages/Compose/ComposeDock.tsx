import { Portal } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import { styled } from 'styled-components';
import { useText } from '../../text/text';
import { ComposeWindow } from './ComposeWindow';
import { claimInline, useOpenComposers, type OpenComposer } from './use-compose';

/** Below the panel's own dialogs and menus; beside its navigation, or where it takes the whole window, over it. */
const LAYER = { beside: 90, over: 299 } as const;

const Dock = styled.section`
  position: fixed;
  z-index: ${LAYER.over};
  inset: auto 0 0 0;
  display: flex;
  flex-direction: column;
  pointer-events: none;
  > * { pointer-events: auto; }
  ${({ theme }) => theme.breakpoints.medium} {
    z-index: ${LAYER.beside};
    flex-direction: row;
    justify-content: flex-end;
    align-items: flex-end;
    gap: ${({ theme }) => theme.spaces[3]};
    padding-right: ${({ theme }) => theme.spaces[6]};
  }
`;
const Frame = styled.div<{ $size: 'normal' | 'minimised' | 'large' }>`
  display: flex;
  flex-direction: column;
  overflow: hidden;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
  ${({ $size }) => ($size === 'minimised' ? '' : 'position: fixed; inset: 0; [data-wide-only] { display: none; }')}
  ${({ theme }) => theme.breakpoints.medium} {
    border-radius: ${({ theme }) => `${theme.borderRadius} ${theme.borderRadius} 0 0`};
    ${({ $size }) => ({
      minimised: 'width: 28rem;',
      normal: 'position: static; width: 56rem; max-width: calc(100vw - 4rem); height: min(62rem, calc(100vh - 8rem));',
      large: 'position: fixed; inset: 4vh max(4vw, calc(50vw - 50rem)) 0;',
    })[$size]}
    [data-wide-only] { display: inline-flex; }
  }
`;
const Inline = styled.div`
  display: flex;
  flex-direction: column;
  min-height: 36rem;
  margin: ${({ theme }) => theme.spaces[4]} 0;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;

/** Where messages are written: at the bottom right of the center; on a narrow window over the whole of it. Mounted once on a page. */
export function ComposeDock() {
  const text = useText();
  const composers = useOpenComposers(null);
  if (composers.length === 0) return null;
  return (
    <Portal>
      <Dock aria-label={text('write.dock')} data-compose-dock>
        {composers.map((composer) => <Frame key={composer.key} $size={composer.size}><ComposeWindow composer={composer} docked /></Frame>)}
      </Dock>
    </Portal>
  );
}

/** Keeps an answer in sight while it unfolds, until the person does something with it. */
function InlineWindow({ composer }: { composer: OpenComposer }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const growing = new ResizeObserver(() => element.scrollIntoView({ block: 'nearest' }));
    const leave = () => growing.disconnect();
    const signs = ['keydown', 'pointerdown', 'wheel', 'touchmove'] as const;
    growing.observe(element);
    for (const sign of signs) window.addEventListener(sign, leave, { once: true, passive: true });
    return () => {
      leave();
      for (const sign of signs) window.removeEventListener(sign, leave);
    };
  }, []);
  return <Inline ref={box} data-inline-compose><ComposeWindow composer={composer} docked={false} /></Inline>;
}

/** The place for answers below a conversation; `messages` are its messages (keep the array the same between renders). */
export function InlineCompose({ messages }: { messages: readonly string[] }) {
  useEffect(() => claimInline(messages), [messages]);
  const composers = useOpenComposers(messages);
  return composers.map((composer) => <InlineWindow key={composer.key} composer={composer} />);
}
