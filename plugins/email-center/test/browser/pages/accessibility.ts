/** What axe finds on the part of the page that is ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Violation {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Serious and critical violations within `scope` (a selector), in a line each. The message frame is left out: it shows
 * what somebody else wrote.
 */
export async function seriousViolations(page: Page, scope: string): Promise<string[]> {
  await page.evaluate(source);
  const found = await page.evaluate(async (selector) => {
    const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> } };
    const { violations } = await axe.run({ include: [selector], exclude: ['iframe'] }, { iframes: false, resultTypes: ['violations'] });
    return violations;
  }, scope);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`));
}
