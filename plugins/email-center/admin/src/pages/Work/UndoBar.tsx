import { Button, Typography } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../../text/text';
import { useUndo } from './undo';

const Bar = styled.div`
  position: fixed;
  z-index: 4;
  left: 50%;
  bottom: ${({ theme }) => theme.spaces[6]};
  transform: translateX(-50%);
  max-width: 92vw;
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[4]};
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  background: ${({ theme }) => theme.colors.neutral0};
  box-shadow: ${({ theme }) => theme.shadows.popupShadow};
`;

/** What was done just now, and the way back for ten seconds. */
export function UndoBar() {
  const text = useText();
  const undo = useUndo();
  return (
    <div role="status" aria-live="polite">
      {undo ? (
        <Bar data-undo>
          <Typography>{undo.what}</Typography>
          <Button size="S" variant="tertiary" startIcon={<ArrowLeft aria-hidden />} onClick={undo.run}>{text('work.undo')}</Button>
        </Bar>
      ) : null}
    </div>
  );
}
