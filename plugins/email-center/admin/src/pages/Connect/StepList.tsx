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
  /* On a narrow window the number stands alone; the name of the step is the heading below. */
  > span:last-child { display: none; ${({ theme }) => theme.breakpoints.medium} { display: inline; } }
`;

/** Where one is, what lies behind, and what is to come. */
export function StepList({ wizard }: { wizard: Wizard }) {
  const text = useText();
  const current = WIZARD_STEPS.indexOf(wizard.step);
  return (
    <Box tag="nav" aria-label={text('wizard.steps')} paddingBottom={5}>
      <List>
        {WIZARD_STEPS.map((step, index) => {
          const name = text(`wizard.step.${step}`);
          const done = index < current;
          return (
            <li key={step}>
              <Place
                type="button" aria-current={step === wizard.step ? 'step' : undefined} data-done={done || undefined} data-wizard-step={step}
                disabled={step === wizard.step || !wizard.canGo(step)} onClick={() => wizard.go(step)} aria-label={`${index + 1}. ${name}${done ? `, ${text('wizard.step.done')}` : ''}`}
              >
                {done ? <Check aria-hidden fill="success600" /> : null}
                <Typography variant="pi" fontWeight={step === wizard.step ? 'bold' : 'regular'} textColor={step === wizard.step ? 'primary700' : 'neutral600'} aria-hidden>{index + 1}</Typography>
                <Typography variant="pi" fontWeight={step === wizard.step ? 'bold' : 'regular'} textColor={step === wizard.step ? 'primary700' : 'neutral600'} ellipsis aria-hidden>{name}</Typography>
              </Place>
            </li>
          );
        })}
      </List>
      <VisuallyHidden aria-live="polite">{text('wizard.progress', { step: current + 1, of: WIZARD_STEPS.length })}</VisuallyHidden>
    </Box>
  );
}
