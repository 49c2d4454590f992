/** Waits for what another thread or process does and announces by nothing but its result. */
import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until it no longer throws; after so many milliseconds it throws what it threw last. */
export async function eventually<T>(ask: () => Promise<T>, patience = 30_000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(50);
    }
  }
}
