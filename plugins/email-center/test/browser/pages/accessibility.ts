/** What axe finds on the part of the page that is ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  impact: string | null;
  tags: string[];
  nodes: { html: string; failureSummary?: string }[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2, levels A and AA, which includes what 2.0 and 2.1 ask for. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What axe asks for beyond the standard. */
const ADVICE = 'best-practice';
const OPTIONS = {
  runOnly: { type: 'tag', values: [...WCAG, ADVICE] },
  // The one rule of 2.2; axe leaves it out unless it is named.
  rules: { 'target-size': { enabled: true } },
  // What a message frame shows was written by somebody else; the frame itself is ours.
  iframes: false,
  resultTypes: ['violations'],
};

/** Of the standard every one counts, however small; of the advice what stands seriously in somebody's way. */
const counts = ({ tags, impact }: Violation): boolean => tags.some((tag) => WCAG.includes(tag)) || impact === 'serious' || impact === 'critical';

/** What violates WCAG 2.2 AA within `scope` (a selector), in a line each; none for a scope that is not there would say nothing, so that is refused. */
export async function violationsIn(page: Page, scope: string): Promise<string[]> {
  if ((await page.locator(scope).count()) === 0) throw new Error(`Nothing on the page is "${scope}".`);
  await page.evaluate(source);
  const found = await page.evaluate(async ({ selector, options }) => {
    const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run({ include: [selector] }, options);
    return violations;
  }, { selector: scope, options: OPTIONS });
  return found.filter(counts).flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`));
}
