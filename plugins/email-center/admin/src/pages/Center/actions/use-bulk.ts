import { useNotification } from '@strapi/strapi/admin';
import { useCallback } from 'react';
import type { BulkResult, CenterItem } from '../../../../../shared/contracts';
import { problemOf } from '../../../api/problem';
import { explainProblem } from '../../../components/ProblemNotice';
import { useText } from '../../../text/text';
import { askingFor } from './center-state';
import { showChange, type Shown } from './shown-changes';
import { portions } from './undo-groups';

export interface BulkRequest {
  items: readonly CenterItem[];
  /** How a message looks until the server has answered. */
  show(item: CenterItem): Shown;
  ask(ids: string[]): Promise<BulkResult>;
}

export type RunBulk = (request: BulkRequest) => Promise<CenterItem[]>;

/**
 * Does something to many messages: it shows at once; what the server refuses is put back and told in one notice, whether it refused some or
 * failed altogether. Resolves with those that changed.
 */
export function useBulk(): RunBulk {
  const text = useText();
  const { toggleNotification } = useNotification();
  return useCallback<RunBulk>(
    async ({ items, show, ask }) => {
      if (items.length === 0) return [];
      const putBack = showChange(items, show);
      const answered = askingFor(items.map(({ id }) => id));
      const changed = new Set<string>();
      const reasons: string[] = [];
      let failed: string | null = null;
      for (const ids of portions(items.map(({ id }) => id))) {
        try {
          const result = await ask(ids);
          for (const id of result.changed) changed.add(id);
          for (const { why } of result.refused) reasons.push(why);
        } catch (thrown) {
          failed = explainProblem(text, problemOf(thrown)).what;
          break;
        }
      }
      answered();
      const unchanged = items.filter(({ id }) => !changed.has(id));
      // What was so already is neither changed nor refused, and looks as it was asked for.
      if (reasons.length > 0 || failed !== null) putBack(new Set(unchanged.map(({ id }) => id)));
      if (failed !== null) toggleNotification({ type: 'warning', message: text('views.failed', { why: failed }) });
      else if (reasons.length > 0) toggleNotification({ type: 'warning', message: text('views.refused', { refused: reasons.length, count: items.length, why: reasons[0] }) });
      return items.filter(({ id }) => changed.has(id));
    },
    [text, toggleNotification]
  );
}
