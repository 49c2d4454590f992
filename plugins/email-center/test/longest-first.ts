/**
 * Starts the files that take longest first: most of that is waiting, which others fill, and none of them is left to run alone at the
 * end. Files that measure memory or pauses come last, when the other lane of the run is about to end.
 */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of a cold run on two cores, the longest first. */
const LONGEST = ['kill-import', 'fairness', 'imap-server', 'kill-sending', 'database-visibility', 'rights', 'visibility', 'smtp-server'];
const LAST = ['main-thread', 'large-message', 'many-messages'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const name = path.basename(moduleId, '.test.ts');
      if (LAST.includes(name)) return LONGEST.length + 1 + LAST.indexOf(name);
      return LONGEST.includes(name) ? LONGEST.indexOf(name) : LONGEST.length;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
