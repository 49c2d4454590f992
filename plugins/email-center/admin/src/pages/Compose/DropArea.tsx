import { Typography } from '@strapi/design-system';
import { useRef, useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { styled } from 'styled-components';
import { useText } from '../../text/text';

const Area = styled.div`
  position: relative;
  display: flex;
  flex-direction: column;
  flex: 1;
  min-height: 0;
  min-width: 0;
`;
const Hint = styled.div`
  position: absolute;
  inset: 0;
  z-index: 6;
  display: flex;
  align-items: center;
  justify-content: center;
  pointer-events: none;
  background: ${({ theme }) => theme.colors.primary100};
  border: 2px dashed ${({ theme }) => theme.colors.primary600};
  border-radius: ${({ theme }) => theme.borderRadius};
  opacity: 0.95;
`;

const carriesFiles = ({ dataTransfer }: DragEvent): boolean => [...dataTransfer.types].includes('Files');

interface Props {
  onFiles(files: File[]): void;
  onKeyDown(event: KeyboardEvent): void;
  children: ReactNode;
}

/** Takes files that are dropped anywhere on it. */
export function DropArea({ onFiles, onKeyDown, children }: Props) {
  const text = useText();
  const [over, setOver] = useState(false);
  // Entering a child comes before leaving its parent: only the last leave is one.
  const depth = useRef(0);
  const change = (step: number) => {
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent) => {
    depth.current = 0;
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
  return (
    <Area
      onKeyDown={onKeyDown} onDrop={drop} onDropCapture={() => { depth.current = 0; setOver(false); }}
      onDragEnter={(event) => carriesFiles(event) && change(1)} onDragLeave={(event) => carriesFiles(event) && change(-1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
    >
      {children}
      {over ? <Hint data-drop-hint><Typography fontWeight="bold" textColor="primary700">{text('write.drop')}</Typography></Hint> : null}
    </Area>
  );
}
