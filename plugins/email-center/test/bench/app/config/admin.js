'use strict';

/** The secrets guard nothing: the application lives on loopback for one bench. */
module.exports = {
  auth: { secret: 'bench-admin-secret', cookie: { secure: false } },
  apiToken: { salt: 'bench-salt' },
  transfer: { token: { salt: 'bench-transfer' } },
  secrets: { encryptionKey: '0123456789abcdef0123456789abcdef' },
  flags: { nps: false, promoteEE: false },
  serveAdminPanel: false,
};
