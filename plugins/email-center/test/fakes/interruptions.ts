/** Stands between a flow and its ports: counts the calls, and lets a test interrupt any of them. */

/** Thrown by every call of a killed process: nothing it does reaches the world any more. */
export class Killed extends Error {
  constructor() {
    super('The process was killed.');
  }
}

export class Interruptions {
  calls = 0;
  private dead = false;

  /** `before` and `after` each call: what they throw, the call rejects with; `after` the call has had its effect. */
  constructor(private readonly hooks: { before?: (call: number, name: string) => void; after?: (call: number, name: string) => void } = {}) {}

  /** The same port, interrupted. Only calls that return promises or async iterables count. */
  guard<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => this.call(String(key), () => Reflect.apply(member, target, args) as unknown);
      },
    });
  }

  private call(name: string, run: () => unknown): unknown {
    if (name === 'now' || name === 'every') return run();
    if (name === 'fetchMessages') return this.iterate(run as () => AsyncIterable<unknown>);
    if (name === 'filed' || name === 'accountChanged') return run();
    return this.step(name, run as () => Promise<unknown>);
  }

  private async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    if (this.dead) throw new Killed();
    this.calls += 1;
    const { calls } = this;
    this.interrupt(() => this.hooks.before?.(calls, name));
    const result = await run();
    this.interrupt(() => this.hooks.after?.(calls, name));
    return name === 'connect' ? (this.guard(result as object) as T) : result;
  }

  private async *iterate(run: () => AsyncIterable<unknown>): AsyncIterable<unknown> {
    const iterator = run()[Symbol.asyncIterator]();
    for (;;) {
      const step = await this.step('fetchMessages', () => iterator.next());
      if (step.done === true) return;
      yield step.value;
    }
  }

  private interrupt(hook: () => void): void {
    if (this.dead) throw new Killed();
    try {
      hook();
    } catch (error) {
      if (error instanceof Killed) this.dead = true;
      throw error;
    }
  }
}
