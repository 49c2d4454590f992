/**
 * A panel that stays loaded from one test to the next: loading it costs five times as much as going from one of its pages to
 * another. A test that leaves something in it which only a reload removes has its window loaded anew for the next one.
 */
import type { Page } from 'playwright-core';

/** An address of the panel that nothing of ours is on. */
const NOWHERE = '/admin/nowhere';
/** What of ours outlives the page it is shown on: messages being written, and steps that can be taken back. */
const OUTLIVES = '[data-composer], [data-undo]';
const LEAVING_MS = 5_000;

/** Goes away from everything of ours; resolves with whether it can be gone on with as if it were new. */
export async function leavePanel(page: Page): Promise<boolean> {
  if (!page.url().includes('/admin/') || page.url().includes('/admin/auth/') || (await page.locator(OUTLIVES).count()) > 0) return false;
  try {
    await goWithin(page, NOWHERE);
    await page.waitForFunction(() => document.querySelector('main[aria-labelledby="title"] #title') !== null && document.querySelector('[data-email-center]') === null, undefined, { timeout: LEAVING_MS });
  } catch {
    // A question whether to leave, or a page that no longer draws.
    return false;
  }
  return page.evaluate(() => {
    const told = [...document.querySelectorAll('[role="alert"], [role="status"], [role="dialog"]')].some((one) => (one.textContent ?? '') !== '');
    const kept = Object.keys(localStorage).some((key) => key.startsWith('email-center'));
    sessionStorage.clear();
    return !told && !kept;
  });
}

/** Goes to a page of a loaded panel that has forgotten every answer it had. @param path within the origin, e.g. `/admin/settings` */
export async function enterPanel(page: Page, path: string): Promise<void> {
  await page.evaluate(forgetAnswers);
  await goWithin(page, path);
}

/** As if a link within the panel had been followed: nothing is loaded anew. */
export const goWithin = (page: Page, path: string): Promise<void> =>
  page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, path);

/** The panel's store is found where React's own tools find it: in the tree below the element it is drawn in. */
function forgetAnswers(): void {
  interface Fiber {
    child: Fiber | null;
    memoizedProps: { store?: { dispatch(action: { type: string }): void } } | null;
  }
  const root = document.getElementById('strapi') as unknown as Record<string, Fiber> | null;
  const key = Object.keys(root ?? {}).find((name) => name.startsWith('__reactContainer'));
  let fiber: Fiber | null = key === undefined || root === null ? null : (root[key] ?? null);
  while (fiber !== null && fiber.memoizedProps?.store === undefined) fiber = fiber.child;
  if (fiber === null) throw new Error('The store of the panel was not found.');
  fiber.memoizedProps!.store!.dispatch({ type: 'adminApi/resetApiState' });
}
