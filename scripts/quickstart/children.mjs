/** The processes the quickstart started: ended by their ids, gently first. */

const PATIENCE = 20_000;

/** @typedef {{ name: string, process: import('node:child_process').ChildProcess }} Child */

export class Children {
  /** @type {Child[]} */
  #children = [];
  #ending = false;

  /** @param {string} name @param {import('node:child_process').ChildProcess} process @param {(name: string) => void} onDeath called when it ends without having been asked to */
  add(name, process, onDeath) {
    this.#children.push({ name, process });
    process.once('exit', () => {
      if (!this.#ending) onDeath(name);
    });
  }

  /** Ends them, the one started last first; resolves when all are gone. */
  async end() {
    this.#ending = true;
    for (const { process } of [...this.#children].reverse()) await endProcess(process);
  }
}

/** @param {import('node:child_process').ChildProcess} child */
async function endProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await gone;
  clearTimeout(force);
}
