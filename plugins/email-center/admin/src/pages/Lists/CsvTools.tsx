import { Box, Button, Checkbox, Flex, Typography } from '@strapi/design-system';
import { Download, Upload } from '@strapi/icons';
import { useRef, useState } from 'react';
import type { ImportedLists } from '../../../../shared/contracts';
import { saveFile } from '../../api/files';
import { exportUrl, useImportListsMutation, useListEntryQuery, usePastOfQuery } from '../../api/list-api';
import { problemOf, type Problem } from '../../api/problem';
import { ProblemNotice } from '../../components/ProblemNotice';
import { useRights } from '../../permissions';
import { reasonText } from '../../text/reasons';
import { useText } from '../../text/text';
import { LetInOffer } from './LetInOffer';
import { SavedEntry } from './SavedEntry';
import { targetName, TargetSelect } from './TargetSelect';
import { EVERYBODY, ME, whereOf, type ListView } from './list-form';

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
            {wrong.slice(0, SHOWN).map(({ line, message, reasons }) => <li key={line}><Typography variant="pi">{text('lists.csv.line', { line, message: reasonText(text, reasons) ?? message })}</Typography></li>)}
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

/** What was here before the new entries, and what they let in: one question each, for all of them together; `named`: with whom they are for. */
function AfterImport({ id, named }: { id: string; named: boolean }) {
  const text = useText();
  const { erase } = useRights();
  const { data: entry } = useListEntryQuery(id, { skip: !named });
  const whom = entry && named ? targetName(text, entry) : undefined;
  const { data: past } = usePastOfQuery({ id, together: true }, { skip: !erase });
  const [asked, setAsked] = useState({ past: true, letIn: true });
  return (
    <>
      {asked.past && (past?.count ?? 0) > 0 ? <SavedEntry saved={{ id, kind: 'block', name: text('lists.past.all'), together: true, whom }} onDone={() => setAsked((before) => ({ ...before, past: false }))} /> : null}
      {asked.letIn ? <LetInOffer id={id} was={null} whom={whom} onDone={() => setAsked((before) => ({ ...before, letIn: false }))} /> : null}
    </>
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
  const [target, setTarget] = useState(view === 'everybody' ? EVERYBODY : ME);
  const run = async (content: string, skipWrong: boolean) => {
    setProblem(null);
    const taken = await take({ csv: content, skipWrong, ...whereOf(target) });
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
      <Flex gap={2} wrap="wrap" alignItems="flex-end">
        <TargetSelect view={view} value={target} label={text('lists.csv.target')} onChange={setTarget} />
        <input ref={file} type="file" accept=".csv,text/csv" hidden aria-label={text('lists.csv.import')} onChange={({ target }) => { void choose(target.files?.[0]); target.value = ''; }} />
        <Button size="S" variant="tertiary" startIcon={<Upload />} loading={isLoading} onClick={() => file.current?.click()}>{text('lists.csv.import')}</Button>
        <Button size="S" variant="tertiary" startIcon={<Download />} onClick={() => void saveFile(exportUrl(whereOf(target)), 'email-lists.csv').catch((thrown: unknown) => setProblem(problemOf(thrown)))}>{text('lists.csv.export')}</Button>
      </Flex>
      {problem ? <ProblemNotice problem={problem} /> : null}
      {outcome ? <Outcome outcome={outcome} onSkip={() => void run(csv, true)} onClose={() => setOutcome(null)} /> : null}
      {outcome?.firsts.map((id) => <AfterImport key={id} id={id} named={outcome.firsts.length > 1} />)}
    </Flex>
  );
}
