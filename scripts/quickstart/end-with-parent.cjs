/** Loaded into Strapi: when the quickstart is gone, however it went, Strapi ends in good order instead of staying behind. */
const { isMainThread } = require('node:worker_threads');

if (isMainThread) process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
