'use strict';
/** Runs the Strapi application of a folder as a process of its own, and tells its parent where it listens. */
const { createRequire } = require('node:module');
const path = require('node:path');

const appDir = process.argv[2];
const { createStrapi } = createRequire(path.join(appDir, 'package.json'))('@strapi/strapi');

createStrapi({ appDir, distDir: appDir, autoReload: false, serveAdminPanel: false })
  .start()
  .then((strapi) => process.send({ port: strapi.server.httpServer.address().port }))
  .catch((error) => {
    process.stderr.write(`${error.stack ?? error}\n`);
    process.exit(1);
  });
