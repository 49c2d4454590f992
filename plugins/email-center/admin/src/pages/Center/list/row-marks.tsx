import { VisuallyHidden } from '@strapi/design-system';
import { ArrowLeft } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';

const Mark = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 0.3rem;
  flex-shrink: 0;
  font-size: 1.2rem;
  font-weight: 400;
  white-space: nowrap;
  color: ${({ theme }) => theme.colors.neutral600};
  svg { width: 1.2rem; height: 1.2rem; }
  svg path { fill: currentColor; }
`;

/** A small symbol, in words for screen readers and on hover. */
export function SmallMark({ label, children }: { label: string; children: ReactNode }) {
  return <Mark title={label}><span aria-hidden style={{ display: 'inline-flex', alignItems: 'center', gap: '0.3rem' }}>{children}</span><VisuallyHidden>{label}</VisuallyHidden></Mark>;
}

/** The arrow back that mail programs show for what was answered. */
export function AnsweredMark({ label }: { label: string }) {
  return <SmallMark label={label}><ArrowLeft aria-hidden /></SmallMark>;
}
