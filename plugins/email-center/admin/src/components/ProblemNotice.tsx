import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { MailErrorDto } from '../../../shared/contracts';
import type { Problem } from '../api/problem';
import { reasonText } from '../text/reasons';
import { useText, type Text } from '../text/text';
import { TechnicalDetail } from './TechnicalDetail';

/** What happened, what to do and who can do it, in the user's language; the server's own sentence for an unknown cause. */
export function explain(text: Text, error: MailErrorDto): { what: string; remedy: string; who: string } {
  const said = reasonText(text, error.reasons);
  if (said !== null) return { what: said, remedy: '', who: text(`remedier.${error.remedier}`) };
  return {
    what: text.maybe(`error.${error.code}.what`) ?? error.message,
    remedy: text.maybe(`error.${error.code}.remedy`) ?? '',
    who: text(`remedier.${error.remedier}`),
  };
}

/** One sentence for a failed request, also where the server could not explain itself. */
export function explainProblem(text: Text, problem: Problem): { what: string; remedy: string; who: string | null } {
  if (problem.error) return explain(text, problem.error);
  if (problem.status === 403) return { what: text('problem.forbidden.what'), remedy: text('problem.forbidden.remedy'), who: null };
  if (problem.status === 404) return { what: text('problem.missing.what'), remedy: text('problem.missing.remedy'), who: null };
  if (problem.status === null) return { what: text('problem.offline.what'), remedy: text('problem.offline.remedy'), who: null };
  return { what: text('problem.server.what'), remedy: text('problem.server.remedy'), who: text('remedier.administrator') };
}

interface Props {
  problem: Problem;
  /** What the person was about to see or do, as the first sentence. */
  title?: string;
  onRetry?: () => void;
  children?: ReactNode;
}

/** A failure, spoken as a colleague would: never an empty list, never only a code. */
export function ProblemNotice({ problem, title, onRetry, children }: Props) {
  const text = useText();
  const { what, remedy, who } = explainProblem(text, problem);
  return (
    <Box role="alert" background="danger100" borderColor="danger200" hasRadius padding={4}>
      <Flex gap={3} alignItems="flex-start">
        <Box color="danger600" paddingTop={1} shrink={0}><WarningCircle aria-hidden fill="currentColor" /></Box>
        <Flex direction="column" alignItems="stretch" gap={2} flex="1" minWidth={0}>
          {title ? <Typography fontWeight="bold">{title}</Typography> : null}
          <Typography>{what} {remedy}</Typography>
          {who ? <Typography variant="pi" textColor="neutral700">{who}</Typography> : null}
          {children}
          <TechnicalDetail detail={problem.error?.detail ?? (problem.error ? undefined : problem.message)} />
          {onRetry ? (
            <Flex><Button variant="tertiary" size="S" startIcon={<ArrowClockwise />} onClick={onRetry}>{text('action.retry')}</Button></Flex>
          ) : null}
        </Flex>
      </Flex>
    </Box>
  );
}
