import { useAuth } from '@strapi/strapi/admin';
import { useCallback, useEffect, useRef, useState } from 'react';
import { testAccount } from '../../api/test-stream';
import { isAbort, problemOf, type Problem } from '../../api/problem';
import { interrupted, notStarted, withEvent, type TestProgress } from './test-progress';

export interface AccountTestRun {
  progress: TestProgress;
  running: boolean;
  /** The test itself could not be run, or its stream broke off. */
  problem: Problem | null;
  start(accountId: string): void;
}

/** Runs the test of an account and holds what is known of it so far. Leaving the page ends it. */
export function useAccountTest(onResult: (passed: boolean) => void): AccountTestRun {
  const token = useAuth('EmailCenter', (state) => state.token);
  const [progress, setProgress] = useState<TestProgress>(notStarted);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ending = useRef<AbortController | null>(null);
  const report = useRef(onResult);
  report.current = onResult;
  useEffect(() => () => ending.current?.abort(), []);

  const start = useCallback(
    (accountId: string) => {
      ending.current?.abort();
      const run = new AbortController();
      ending.current = run;
      setProgress(notStarted);
      setProblem(null);
      setRunning(true);
      const follow = async () => {
        for await (const event of testAccount(accountId, token, run.signal)) {
          if (run.signal.aborted) return;
          setProgress((before) => withEvent(before, event));
          if (event.type === 'result') report.current(event.passed);
        }
      };
      follow()
        .catch((thrown: unknown) => {
          if (!isAbort(thrown) && !run.signal.aborted) setProblem(problemOf(thrown));
        })
        .finally(() => {
          if (ending.current !== run) return;
          setRunning(false);
          setProgress(interrupted);
        });
    },
    [token]
  );
  return { progress, running, problem, start };
}

