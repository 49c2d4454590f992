import { Box, Typography, VisuallyHidden } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { styled } from 'styled-components';
import { useText } from '../../text/text';
import type { Wizard } from './use-wizard';
import { WIZARD_STEPS } from './wizard-values';

const List = styled.ol`
  display: flex;
  gap: ${({ theme }) => theme.spaces[2]};
  > li { flex: 1 1 0; min-width: 0; }
`;
const Place = styled.button`
  position: relative;
  display: flex;
  align-items: center;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  padding: ${({ theme }) => `${theme.spaces[2]} 0`};
  background: none;
  border: 0;
  border-top: 3px solid ${({ theme }) => theme.colors.neutral200};
  text-align: start;
  color: ${({ theme }) => theme.colors.neutral600};
  cursor: pointer;
  &[data-done] { border-top-color: ${({ theme }) => theme.colors.success500}; }
  &[aria-current] { border-top-color: ${({ theme }) => theme.colors.primary600}; }
  &:disabled { cursor: default; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
  > svg { flex: 0 0 auto; width: 1.2rem; height: 1.2rem; }
`;
/** On a narrow window the number stands alone for the eye; the name of the step is the heading below. */
const Name = styled(Typography)`
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
  ${({ theme }) => theme.breakpoints.medium} {
    position: static;
    width: auto;
    height: auto;
    clip-path: none;
  }
`;

/** Where one is, what lies behind, and what is to come. */
export function StepList({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const current = WIZARD_STEPS.indexOf(wizard.step);
  return (
    <Box tag="nav" aria-label={text('wizard.steps')} paddingBottom={5}>
      <List>
        {WIZARD_STEPS.map((step, index) => {
          const here = step === wizard.step;
          const done = index < current;
          const look = { variant: 'pi', fontWeight: here ? 'bold' : 'regular', textColor: here ? 'primary700' : 'neutral600' } as const;
          return (
            <li key={step}>
              <Place type="button" aria-current={here ? 'step' : undefined} data-done={done || undefined} data-wizard-step={step} disabled={here || !wizard.canGo(step)} onClick={() => wizard.go(step)}>
                {done ? <Check aria-hidden fill="success600" /> : null}
                <Typography {...look}>{index + 1}</Typography>
                <Name {...look}>{text(`wizard.step.${step}`)}</Name>
                {done ? <VisuallyHidden>{text('wizard.step.done')}</VisuallyHidden> : null}
              </Place>
            </li>
          );
        })}
      </List>
      <VisuallyHidden aria-live="polite">{text('wizard.progress', { step: current + 1, of: WIZARD_STEPS.length })}</VisuallyHidden>
    </Box>
  );
}
