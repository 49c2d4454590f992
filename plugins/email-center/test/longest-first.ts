/** Starts the files that take longest first: most of that is waiting, which others fill, and none of them is left to run alone at the end. */
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of a cold run on two cores, the longest first. */
const LONGEST = ['kill-import', 'fairness', 'imap-server', 'kill-sending', 'database-visibility', 'rights', 'visibility', 'many-messages', 'smtp-server'];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.indexOf(path.basename(moduleId, '.test.ts'));
      return at < 0 ? LONGEST.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}
