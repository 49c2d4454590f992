'use strict';

const { monitorEventLoopDelay, performance } = require('node:perf_hooks');

const RESOLUTION_MS = 5;

/** The bench asks over the channel of its child process: `start` begins a measurement, `stop` answers with its figures. */
function answerMeasuring() {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let utilization = performance.eventLoopUtilization();
  delay.enable();
  process.on('message', (question) => {
    if (question === 'start') {
      delay.reset();
      utilization = performance.eventLoopUtilization();
      process.send({ startedAt: monotonicMicroseconds() });
    }
    if (question === 'stop') process.send({ stoppedAt: monotonicMicroseconds(), ...figures(delay, utilization) });
  });
}

/** Each sample is the time between two ticks of a timer, so a tick in time counts as the resolution, not as zero. */
function figures(delay, since) {
  const stall = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  return {
    longestStallMs: stall(delay.max),
    p99StallMs: stall(delay.percentile(99)),
    busyShare: performance.eventLoopUtilization(since).utilization,
    heapMegabytes: process.memoryUsage().heapUsed / 2 ** 20,
  };
}

/** The clock that CPU profiles use. */
const monotonicMicroseconds = () => Number(process.hrtime.bigint() / 1000n);

module.exports = { answerMeasuring };
