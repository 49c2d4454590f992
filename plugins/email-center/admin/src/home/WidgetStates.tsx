import { Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, CheckCircle, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { explainProblem } from '../components/ProblemNotice';
import { useText } from '../text/text';

/** Nothing to be done: said, not left blank. */
export function AllWell({ children }: { children: ReactNode }) {
  return (
    <Flex direction="column" height="100%" justifyContent="center" gap={3} padding={4} textAlign="center" data-widget-well>
      <CheckCircle width="3.2rem" height="3.2rem" fill="success500" aria-hidden />
      <Typography textColor="neutral700">{children}</Typography>
    </Flex>
  );
}

/** What could not be loaded, why, and again. */
export function WidgetFailed({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const text = useText();
  const { what, remedy } = explainProblem(text, problem);
  return (
    <Flex direction="column" height="100%" justifyContent="center" gap={3} padding={4} textAlign="center" role="alert" data-widget-failed>
      <WarningCircle width="3.2rem" height="3.2rem" fill="danger600" aria-hidden />
      <Typography fontWeight="semiBold">{text('widget.failed')}</Typography>
      <Typography variant="pi" textColor="neutral700">{what} {remedy}</Typography>
      <Button variant="tertiary" size="S" startIcon={<ArrowClockwise />} onClick={onRetry}>{text('action.retry')}</Button>
    </Flex>
  );
}
