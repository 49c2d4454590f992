import type { Clock, Timers } from '../../flow/ports';

export function createSystemClock(): Clock & Timers {
  return {
    now: () => new Date(),
    every(milliseconds, run) {
      const timer = setInterval(run, milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}
