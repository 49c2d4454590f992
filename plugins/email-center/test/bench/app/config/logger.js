'use strict';

module.exports = { level: process.env.BENCH_LOG || 'warn' };
