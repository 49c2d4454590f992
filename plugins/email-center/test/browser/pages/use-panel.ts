/** What the tests of a file share: one browser, one window after another, and where they ask for it a fixture that answers. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { startFixture, type FixtureServer } from '../fixture/server';
import { launchBrowser, openPanel, type Panel, type PanelOptions } from './panel';

export interface SharedPanel {
  /** Opens a window; by default that of the administrator the host was started with. */
  show(options?: Partial<PanelOptions>): Promise<Panel>;
  /** To be called at the end of a test: no window complained on the way, and all are closed. */
  finished(): Promise<void>;
  /** For looking at; nothing is compared. Of the window that was opened last, into the folder `EMAIL_CENTER_PICTURES` where it is set. */
  picture(name: string, options?: { fullPage?: boolean }): Promise<void>;
  browser(): Browser;
}

/** To be called where the tests are described. */
export function usePanel(usual: Partial<PanelOptions> = {}): SharedPanel {
  const panels: Panel[] = [];
  let browser: Browser | undefined;
  const launched = (): Browser => {
    if (browser === undefined) throw new Error('The browser is launched before the first test, not earlier.');
    return browser;
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  // What a test left open is not used again: who knows how it stands.
  afterEach(() => void panels.splice(0));
  afterAll(() => browser?.close());
  return {
    browser: launched,
    async show(options = {}) {
      const panel = await openPanel(launched(), { ...inject('host'), ...usual, ...options });
      panels.push(panel);
      return panel;
    },
    async finished() {
      for (const panel of panels.splice(0)) {
        expect(panel.complaints).toEqual([]);
        await panel.close();
      }
    },
    async picture(name, options = {}) {
      const folder = process.env.EMAIL_CENTER_PICTURES;
      if (folder) await panels.at(-1)?.page.screenshot({ path: `${folder}/${name}.png`, ...options });
    },
  };
}

/** The same over a fixture instead of the host's own answers; `started` is given it before the first test. Each test finds it as it was. */
export function useFixture(started: (fixture: FixtureServer) => void = () => undefined, usual: Partial<PanelOptions> = {}): SharedPanel {
  const shared = usePanel(usual);
  let fixture: FixtureServer | undefined;
  beforeAll(async () => {
    fixture = await startFixture();
    started(fixture);
  });
  afterAll(() => fixture?.close());
  beforeEach(() => fixture?.reset());
  return { ...shared, show: (options = {}) => shared.show({ fixtureUrl: fixture?.url, ...options }) };
}
