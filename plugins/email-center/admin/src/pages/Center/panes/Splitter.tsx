import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { styled } from 'styled-components';

/** Thin to the eye, wide to the hand. */
const Bar = styled.div`
  position: relative;
  z-index: 2;
  flex-shrink: 0;
  width: 1px;
  background: ${({ theme }) => theme.colors.neutral150};
  cursor: col-resize;
  touch-action: none;
  &::before { content: ''; position: absolute; inset: 0 -5px; }
  &::after { content: ''; position: absolute; inset: 0 -1px; background: transparent; }
  &:hover::after, &:active::after { background: ${({ theme }) => theme.colors.primary500}; }
  &:focus-visible { outline: none; }
  &:focus-visible::after { background: ${({ theme }) => theme.colors.primary600}; }
`;

const STEP = 16;
const LEAP = 64;

interface Props {
  label: string;
  /** The pane to its left, by its id. */
  controls: string;
  /** Its width now, and what it may be; CSS pixels. */
  value: number;
  least: number;
  most: number;
  usual: number;
  onChange(width: number): void;
}

/** Between two panes: dragged, moved by the arrow keys, and put back by a double click. */
export function Splitter({ label, controls, value, least, most, usual, onChange }: Props) {
  const drag = useRef<{ x: number; width: number } | null>(null);
  const set = (width: number) => onChange(Math.min(most, Math.max(least, width)));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.shiftKey ? LEAP : STEP;
    const wanted = { ArrowLeft: value - by, ArrowRight: value + by, Home: least, End: most, Enter: usual }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    set(wanted);
  };
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, width: value };
  };
  return (
    <Bar
      role="separator" aria-orientation="vertical" tabIndex={0} aria-label={label} aria-controls={controls} aria-valuenow={Math.round(value)} aria-valuemin={least} aria-valuemax={most} title={label}
      onKeyDown={onKeyDown} onDoubleClick={() => set(usual)} onPointerDown={begin}
      onPointerMove={(event) => (drag.current ? set(drag.current.width + event.clientX - drag.current.x) : undefined)}
      onPointerUp={() => (drag.current = null)} onPointerCancel={() => (drag.current = null)}
    />
  );
}
