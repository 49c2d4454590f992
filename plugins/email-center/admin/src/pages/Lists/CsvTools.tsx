import { Box, Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { Download, Upload } from '@strapi/icons';
import { useRef, useState } from 'react';
import type { ImportedLists } from '../../../../shared/contracts';
import { saveFile } from '../../api/files';
import { exportUrl, useImportListsMutation } from '../../api/list-api';
import { problemOf, type Problem } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useText } from '../../text/text';
import type { ListView } from './list-form';

const SHOWN = 20;

function Outcome({ outcome, onSkip, onClose }: { outcome: ImportedLists; onSkip: () => void; onClose: () => void }) {
  const text = useText();
  const [sure, setSure] = useState(false);
  const { imported, added, known, wrong } = outcome;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} role="status" data-import-outcome={imported}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography fontWeight="semiBold">{imported ? text('lists.csv.imported', { added, known }) : text('lists.csv.refused', { count: wrong.length })}</Typography>
        {wrong.length > 0 ? (
          <Box tag="ul">
            {wrong.slice(0, SHOWN).map(({ line, message }) => <li key={line}><Typography variant="pi">{text('lists.csv.line', { line, message })}</Typography></li>)}
          </Box>
        ) : null}
        {wrong.length > SHOWN ? <Typography variant="pi" textColor="neutral600">{text('lists.csv.more', { count: wrong.length - SHOWN })}</Typography> : null}
        {imported ? null : <Checkbox checked={sure} onCheckedChange={(checked) => setSure(checked === true)}>{text('lists.csv.skip')}</Checkbox>}
        <Flex gap={2}>
          {imported ? null : <Button size="S" disabled={!sure} onClick={onSkip}>{text('lists.csv.again')}</Button>}
          <Button size="S" variant="tertiary" onClick={onClose}>{text('lists.close')}</Button>
        </Flex>
      </Flex>
    </Box>
  );
}

/** Lists out to a spreadsheet and in again. */
export function CsvTools({ view }: { view: ListView }) {
  const text = useText();
  const file = useRef<HTMLInputElement>(null);
  const [csv, setCsv] = useState('');
  const [outcome, setOutcome] = useState<ImportedLists | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [take, { isLoading }] = useImportListsMutation();
  const scope = view === 'everybody' ? 'everybody' : 'user';
  const run = async (content: string, skipWrong: boolean) => {
    setProblem(null);
    const taken = await take({ csv: content, skipWrong, scope });
    if ('error' in taken) setProblem(problemOf(taken.error));
    else setOutcome(taken.data);
  };
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return;
    const content = await chosen.text();
    setCsv(content);
    await run(content, false);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex gap={2} wrap="wrap">
        <input ref={file} type="file" accept=".csv,text/csv" hidden aria-label={text('lists.csv.import')} onChange={({ target }) => { void choose(target.files?.[0]); target.value = ''; }} />
        <Button size="S" variant="tertiary" startIcon={<Upload />} loading={isLoading} onClick={() => file.current?.click()}>{text('lists.csv.import')}</Button>
        <Button size="S" variant="tertiary" startIcon={<Download />} onClick={() => void saveFile(exportUrl(scope), 'email-lists.csv').catch((thrown: unknown) => setProblem(problemOf(thrown)))}>{text('lists.csv.export')}</Button>
      </Flex>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {outcome ? <Outcome outcome={outcome} onSkip={() => void run(csv, true)} onClose={() => setOutcome(null)} /> : null}
    </Flex>
  );
}
