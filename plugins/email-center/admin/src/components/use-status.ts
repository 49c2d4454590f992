import { useEffect, useState } from 'react';
import type { AccountStatusDto } from '../../../shared/contracts';
import { useAccountStatusQuery } from '../api/center-api';
import { problemOf, type Problem } from '../api/problem';

/** While an import runs. */
export const POLL_MS = 1500;
/** Runs begin by themselves, too: the page looks now and then, so that it shows one that began after it was opened. */
export const CALM_POLL_MS = 15_000;
/** A run that was just asked for may take a moment to be picked up. */
const GRACE_MS = 15_000;

/**
 * The state of an account's import, asked for again and again: often while it runs, calmly otherwise. `watch` changes
 * when the person started something, so that its beginning is not missed.
 */
export function useAccountProgress(accountId: string, watch: number = 0): { status: AccountStatusDto | undefined; problem: Problem | null; retry: () => void } {
  const [running, setRunning] = useState(false);
  const [expecting, setExpecting] = useState(false);
  const { data, error, refetch } = useAccountStatusQuery(accountId, {
    pollingInterval: running || expecting ? POLL_MS : CALM_POLL_MS,
    refetchOnMountOrArgChange: true,
  });
  useEffect(() => setRunning(data?.running ?? false), [data?.running]);
  useEffect(() => {
    if (watch === 0) return undefined;
    setExpecting(true);
    const timer = setTimeout(() => setExpecting(false), GRACE_MS);
    return () => clearTimeout(timer);
  }, [watch]);
  return { status: data, problem: error ? problemOf(error) : null, retry: refetch };
}
