import { useCallback, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { AccountDto, DiscoveryDto } from '../../../../shared/contracts';
import { useCreateAccountMutation, useUpdateAccountMutation } from '../../api/center-api';
import { useDiscoverMutation } from '../../api/discovery-api';
import { problemOf, type Problem } from '../../api/problem';
import { checkChange, checkNew, emptyValues, valuesOfAccount, type FieldErrors, type FormValues } from '../AccountForm/form-values';
import { firstOpen, isWizardStep, reachable, withoutProposal, withProposal, type WizardStep } from './wizard-values';

export interface Wizard {
  account: AccountDto | null;
  step: WizardStep;
  /** Whether one came to this step from another. */
  moved: boolean;
  values: FormValues;
  /** As it is saved. */
  saved: FormValues;
  errors: FieldErrors;
  problem: Problem | null;
  saving: boolean;
  discovery: DiscoveryDto | null;
  searching: boolean;
  searchProblem: Problem | null;
  /** Counts up with each test that is to begin by itself. */
  testRequest: number;
  setValues(values: FormValues): void;
  go(step: WizardStep): void;
  canGo(step: WizardStep): boolean;
  /** Looks for the settings of the address that was typed; one that was looked for already is not asked again. */
  search(again?: boolean): Promise<void>;
  /** Saves the draft; resolves with whether that worked. */
  save(): Promise<boolean>;
  /** Saves, and tests what was saved. */
  saveAndTest(): Promise<void>;
}

/** Which step, and of which draft, stands in the address of the page: reloading and the browser's own buttons keep it. */
function usePlace(account: AccountDto | null, address: string) {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('step');
  const step = isWizardStep(asked) && reachable(asked, account, address) ? asked : firstOpen(account);
  const go = useCallback(
    (next: WizardStep, accountId?: string) =>
      setQuery((before) => {
        const after = new URLSearchParams(before);
        after.set('step', next);
        if (accountId !== undefined) after.set('account', accountId);
        return after;
      }),
    [setQuery]
  );
  return { step, go };
}

function useMoved(step: WizardStep): boolean {
  const first = useRef(step);
  const moved = useRef(false);
  moved.current ||= first.current !== step;
  return moved.current;
}

function useSearch(values: FormValues, apply: (found: DiscoveryDto) => void) {
  const [discover, { isLoading }] = useDiscoverMutation();
  const [discovery, setDiscovery] = useState<DiscoveryDto | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const searched = useRef<string | null>(null);
  const search = async (again = false) => {
    const address = values.address.trim();
    if (searched.current === address && !again) return;
    searched.current = address;
    setDiscovery(null);
    setProblem(null);
    const answer = await discover(address);
    // Another address was typed meanwhile: its own search is on the way.
    if (searched.current !== address) return;
    if ('error' in answer) {
      searched.current = null;
      setProblem(problemOf(answer.error));
      return;
    }
    setDiscovery(answer.data);
    apply(answer.data);
  };
  return { discovery, searching: isLoading, searchProblem: problem, search };
}

/** All that the wizard knows. What was typed stays while one goes back and forth. */
export function useWizard(account: AccountDto | null): Wizard {
  const initial = account ? valuesOfAccount(account, []) : emptyValues;
  const [values, setValues] = useState(initial);
  const [saved, setSaved] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [testRequest, setTestRequest] = useState(0);
  const [create, creating] = useCreateAccountMutation();
  const [update, updating] = useUpdateAccountMutation();
  const { step, go } = usePlace(account, values.address);
  const moved = useMoved(step);
  const found = useSearch(values, ({ proposals }) => setValues((before) => (proposals[0] ? withProposal(before, proposals[0]) : withoutProposal(before))));

  const store = async (): Promise<string | null> => {
    setProblem(null);
    const checked = account ? checkChange(values, saved) : checkNew(values);
    setErrors(checked.ok ? {} : checked.errors);
    if (!checked.ok) {
      requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
      return null;
    }
    try {
      const { id } = account ? await update({ id: account.id, changes: checked.input }).unwrap() : await create(checked.input as Parameters<typeof create>[0]).unwrap();
      const kept = { ...values, password: '' };
      setValues(kept);
      setSaved(kept);
      return id;
    } catch (thrown) {
      setProblem(problemOf(thrown));
      return null;
    }
  };
  return {
    account, step, moved, values, saved, errors, problem, ...found, saving: creating.isLoading || updating.isLoading, testRequest, setValues, go,
    canGo: (to) => reachable(to, account, values.address),
    save: async () => (await store()) !== null,
    async saveAndTest() {
      const id = await store();
      if (id === null) return;
      setTestRequest((count) => count + 1);
      go('test', id);
    },
  };
}
