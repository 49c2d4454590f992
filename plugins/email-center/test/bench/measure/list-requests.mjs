/**
 * Asks for a page again and again, one request at a time with a pause between them, as people clicking would.
 * @param {() => Promise<void>} request
 * @param {number} pauseMs
 * @returns {{stop(): Promise<number[]>}} `stop` resolves with the milliseconds of each request; rejects when one failed
 */
export function askRepeatedly(request, pauseMs) {
  let going = true;
  const durations = [];
  const asking = (async () => {
    while (going) {
      const startedAt = performance.now();
      await request();
      durations.push(performance.now() - startedAt);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  })();
  // Whoever awaits `stop` sees the failure; until then it must not count as unhandled.
  asking.catch(() => {});
  return {
    async stop() {
      going = false;
      await asking;
      return durations;
    },
  };
}
