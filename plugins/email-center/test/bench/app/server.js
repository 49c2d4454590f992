'use strict';

const { createStrapi } = require('@strapi/strapi');

/** Starts the application and tells the bench where it listens. */
async function main() {
  const strapi = createStrapi({ appDir: __dirname, distDir: __dirname, autoReload: false, serveAdminPanel: false });
  await strapi.start();
  process.send({ port: strapi.server.httpServer.address().port });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
