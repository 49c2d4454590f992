import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Installer {
  mayInstall(): boolean;
  install(packages: string[]): Promise<boolean>;
}

/** A script of the repository: it has no types that this project could read. */
const script = pathToFileURL(path.resolve(__dirname, '../../../scripts/test/debian.mjs')).href;
const { provideTools } = (await import(script)) as { provideTools(tools: string[], installer: Installer): Promise<string | null> };

/** An installer that says yes or no, and after which the tool is still not there. */
function installerThat(mayInstall: boolean) {
  const asked: string[][] = [];
  const install = (packages: string[]) => {
    asked.push(packages);
    return Promise.resolve(true);
  };
  return { asked, installer: { mayInstall: () => mayInstall, install } };
}

describe('the tools that the test run needs', () => {
  it('are not installed again when they are there', async () => {
    const { asked, installer } = installerThat(true);
    expect(await provideTools(['sh'], installer)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('are installed where that is allowed, and only those that are missing', async () => {
    const { asked, installer } = installerThat(true);
    await provideTools(['sh', 'a-tool-nobody-has'], installer);
    expect(asked).toEqual([['a-tool-nobody-has']]);
  });

  it('are named with the command that installs them, where it is not allowed', async () => {
    const { asked, installer } = installerThat(false);
    expect(await provideTools(['sh', 'a-tool-nobody-has'], installer)).toBe(
      'Missing: a-tool-nobody-has. On Debian, as root: apt-get update && apt-get install --no-install-recommends a-tool-nobody-has',
    );
    expect(asked).toEqual([]);
  });

  it('are still missing when the installer said it went well and they are not there', async () => {
    expect(await provideTools(['a-tool-nobody-has'], installerThat(true).installer)).toMatch(/^Missing: a-tool-nobody-has\./);
  });
});
