/**
 * Browser windows that are used by one test after another. The panel is some megabytes of script, and a window that has
 * drawn it once draws it again at less than half the cost; what a test leaves in it is put back.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface WindowOptions {
  width: number;
  height: number;
  /** Makes everything larger, as the browser's zoom does: half the width in CSS pixels at 2. */
  zoom: number;
  theme: 'light' | 'dark';
  language: 'en' | 'de' | 'nl';
  /** For a test that changes what cannot be put back: the clock, permissions, scripts of the page. It is not used again. */
  alone: boolean;
}

export interface BrowserWindow {
  page: Page;
  context: BrowserContext;
  /** Puts the window back for the next test, or closes it. */
  release(): Promise<void>;
}

/** The windows of a browser that no test is using, by what cannot be changed in them. */
const free = new WeakMap<Browser, Map<string, Page[]>>();

const freeOf = (browser: Browser, key: string): Page[] => {
  const windows = free.get(browser) ?? new Map<string, Page[]>();
  free.set(browser, windows);
  const same = windows.get(key) ?? [];
  windows.set(key, same);
  return same;
};

async function newWindow(browser: Browser, { language, zoom }: WindowOptions): Promise<Page> {
  const context = await browser.newContext({ deviceScaleFactor: zoom, acceptDownloads: true, locale: language, timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await context.addInitScript(() => {
    // Announcements of the panel are not what is looked at; their keys hold the id of the user.
    const read = Storage.prototype.getItem;
    Storage.prototype.getItem = function (key: string) {
      return key.startsWith('STRAPI_MEDIA_LIBRARY_BANNER_DISMISSED') ? 'true' : read.call(this, key);
    };
  });
  return context.newPage();
}

/** Stays within the origin, so that the browser keeps the process that has the panel's scripts compiled. */
async function putBack(page: Page, origin: string): Promise<void> {
  const context = page.context();
  page.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await Promise.all(context.pages().filter((other) => other !== page).map((other) => other.close()));
  await page.goto(`${origin}/robots.txt`);
  await context.clearCookies();
}

/**
 * A window as the options say, on an empty page of the origin, with nothing stored but what is given.
 * @param origin where the panel is, e.g. `http://127.0.0.1:1337`
 * @param stored what the window's local storage holds
 */
export async function takeWindow(browser: Browser, origin: string, stored: Record<string, string>, options: WindowOptions): Promise<BrowserWindow> {
  const { width, height, zoom, theme, language, alone } = options;
  const windows = freeOf(browser, [origin, language, zoom].join(' '));
  const page = (alone ? undefined : windows.pop()) ?? (await newWindow(browser, options));
  await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.goto(`${origin}/robots.txt`);
  await page.evaluate((entries) => {
    sessionStorage.clear();
    localStorage.clear();
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, stored);
  const release = async (): Promise<void> => {
    if (alone) return page.context().close();
    await putBack(page, origin);
    windows.push(page);
  };
  return { page, context: page.context(), release };
}
