/**
 * Browser windows that are used by one test after another. The panel is some megabytes of script, and a window that has
 * drawn it once draws it again at less than half the cost; what a test leaves in it is put back.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { leavePanel } from './loaded-panel';

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
  /** The panel is there already, on a page of nobody's; else nothing is loaded yet. */
  loaded: boolean;
  /** Nothing was changed in it that outlives a page. */
  reusable: boolean;
  /** Puts the window back for the next test, or closes it. */
  release(): Promise<void>;
}

/** A window that no test is using. */
interface FreeWindow {
  page: Page;
  /** What was stored in it when the panel in it was loaded; null where none is. */
  loadedWith: string | null;
}

/** The free windows of a browser, by what cannot be changed in them. */
const free = new WeakMap<Browser, Map<string, FreeWindow[]>>();

const freeOf = (browser: Browser, key: string): FreeWindow[] => {
  const windows = free.get(browser) ?? new Map<string, FreeWindow[]>();
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

/** The one with the panel loaded as it is wanted, else any. */
function takeFree(windows: FreeWindow[], wanted: string): FreeWindow | undefined {
  const at = windows.findIndex(({ loadedWith }) => loadedWith === wanted);
  return windows.splice(at < 0 ? 0 : at, 1)[0];
}

/** Leaves the panel loaded where it can be; else nothing, but within the origin, so that the browser keeps the process that has its scripts compiled. */
async function putBack(page: Page, origin: string): Promise<boolean> {
  const context = page.context();
  const stays = await leavePanel(page);
  page.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await Promise.all(context.pages().filter((other) => other !== page).map((other) => other.close()));
  if (!stays) await page.goto(`${origin}/robots.txt`);
  await context.clearCookies();
  return stays;
}

async function store(page: Page, origin: string, stored: Record<string, string>): Promise<void> {
  await page.goto(`${origin}/robots.txt`);
  await page.evaluate((entries) => {
    sessionStorage.clear();
    localStorage.clear();
    for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
  }, stored);
}

/**
 * A window as the options say, with nothing stored but what is given: on an empty page of the origin, or with the panel loaded.
 * @param origin where the panel is, e.g. `http://127.0.0.1:1337`
 * @param stored what the window's local storage holds
 */
export async function takeWindow(browser: Browser, origin: string, stored: Record<string, string>, options: WindowOptions): Promise<BrowserWindow> {
  const { width, height, zoom, theme, language, alone } = options;
  const windows = freeOf(browser, [origin, language, zoom].join(' '));
  const wanted = JSON.stringify(stored);
  const taken = alone ? undefined : takeFree(windows, wanted);
  const page = taken?.page ?? (await newWindow(browser, options));
  await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const loaded = taken?.loadedWith === wanted;
  if (!loaded) await store(page, origin, stored);
  const release = async (): Promise<void> => {
    if (alone) return page.context().close();
    windows.push({ page, loadedWith: (await putBack(page, origin)) ? wanted : null });
  };
  return { page, context: page.context(), loaded, reusable: !alone, release };
}
