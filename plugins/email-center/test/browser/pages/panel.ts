/** The admin panel in a real browser: signing in, opening screens, and answering the API from a fixture. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { enterPanel, goWithin, leavePanel } from './loaded-panel';
import { takeWindow, type BrowserWindow, type WindowOptions } from './windows';

export interface PanelOptions extends Partial<WindowOptions> {
  /** Where Strapi listens, e.g. `http://127.0.0.1:1337`. */
  url: string;
  /** Of the person who is signed in. */
  token: string;
  /** A server that answers `/email-center/*` instead of Strapi. */
  fixtureUrl?: string;
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** The same engine without the windows of a browser around it: enough for screens, and a sixth less to compute. */
const HEADLESS = ['/usr/bin/chromium-headless-shell', ...CHROMIUM];

/** Chromium of the system, or the one named by `EMAIL_CENTER_CHROMIUM`; for tests that say so, the one without windows. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.EMAIL_CENTER_CHROMIUM ?? (process.env.EMAIL_CENTER_BROWSER === 'headless-shell' ? HEADLESS : CHROMIUM).find((path) => existsSync(path));
  if (!executablePath) throw new Error('No Chromium found: install it or name it in EMAIL_CENTER_CHROMIUM.');
  // A sandbox needs a user of its own; test machines often run as root.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'] });
}

/** Opens a window that is signed in, in the given theme and language. */
export async function openPanel(browser: Browser, options: PanelOptions): Promise<Panel> {
  const { url, token, width = 1280, height = 800, zoom = 1, theme = 'light', language = 'en', alone = false } = options;
  const stored = {
    jwtToken: JSON.stringify(token), isLoggedIn: 'true', STRAPI_THEME: theme, 'strapi-admin-language': language,
    STRAPI_GUIDED_TOUR: JSON.stringify({ enabled: false, hidden: true, tours: {}, completedActions: [] }), STRAPI_UPSELL_BANNER: 'true',
  };
  const window = await takeWindow(browser, url, stored, { width, height, zoom, theme, language, alone });
  if (options.fixtureUrl) await answerFrom(window.page, url, options.fixtureUrl);
  return new Panel(window, url);
}

/** Sends the plugin's requests to the fixture; the browser does not notice. */
async function answerFrom(page: Page, baseUrl: string, fixtureUrl: string): Promise<void> {
  await page.route(`${baseUrl}/email-center/**`, (route) => route.continue({ url: route.request().url().replace(baseUrl, fixtureUrl) }));
}

/** One signed-in browser window. */
export class Panel {
  /** What the browser complained about on the way. */
  readonly complaints: string[] = [];

  readonly page: Page;
  readonly context: BrowserContext;
  private loaded: boolean;

  constructor(private readonly window: BrowserWindow, readonly baseUrl: string) {
    ({ page: this.page, context: this.context, loaded: this.loaded } = window);
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  /** As if the address had been typed: what the panel had been told before is asked for again. Where nothing would tell it from a reload, there is none. */
  async open(path: string): Promise<void> {
    const stays = this.loaded || (this.window.reusable && (await leavePanel(this.page)));
    this.loaded = false;
    if (stays) await enterPanel(this.page, `/admin${path}`);
    else await this.page.goto(`${this.baseUrl}/admin${path}`, { waitUntil: 'domcontentloaded' });
  }

  openMessages = (query = '') => this.open(`/plugins/email-center/center/all${query}`);
  openMessage = (id: string) => this.open(`/plugins/email-center/center/all/m/${id}`);
  /** As a link to it does: what is being written goes on. */
  follow = (path: string) => goWithin(this.page, `/admin${path}`);
  /** Account, records, direction and kind of mail stand behind one button. */
  openFilters = () => this.page.getByRole('button', { name: /^More filters/ }).click();
  /** Scrolls the list on until a row is drawn. */
  async scrollTo(row: string): Promise<void> {
    await this.page.waitForFunction((id) => {
      if (document.querySelector(`[data-message-row="${id}"]`)) return true;
      const list = document.querySelector('[data-center-list]');
      list?.scrollBy(0, list.clientHeight / 2);
      return false;
    }, row, { polling: 100 });
  }
  openAccounts = () => this.open('/plugins/email-center/accounts');
  openAccount = (id: string) => this.open(`/plugins/email-center/accounts/${id}`);
  openLedger = () => this.open('/plugins/email-center/ledger');
  openSettings = () => this.open('/settings/email-center/accounts');
  openRecord = (type: string, id: string) => this.open(`/content-manager/collection-types/${type}/${id}`);

  rows = () => this.page.locator('[data-message-row]');
  message = () => this.page.locator('[data-message]');
  accounts = () => this.page.locator('li[data-account]');
  testStep = (step: string) => this.page.locator(`[data-test-step="${step}"]`);
  testResult = () => this.page.locator('[data-test-result]');
  sightings = () => this.page.locator('[data-sighting]');
  activities = () => this.page.locator('[data-activity]');

  /** How far the page is wider than the window: 0 where nothing scrolls sideways. */
  sidewaysOverflow = (): Promise<number> => this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  close = () => this.window.release();
}
