'use strict';

const path = require('node:path');

module.exports = {
  'email-center': {
    enabled: true,
    ...(process.env.BENCH_PLUGIN ? { resolve: process.env.BENCH_PLUGIN } : {}),
    config: {
      secretKeys: `1:${Buffer.alloc(32).toString('base64')}`,
      blobFolder: path.resolve(__dirname, '..', 'blobs'),
      caFile: process.env.BENCH_CA_FILE,
    },
  },
};
