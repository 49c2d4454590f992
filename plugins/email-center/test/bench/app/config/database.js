'use strict';

const path = require('node:path');

/** As in the host application: write-ahead logging, so that readers go on while an import writes. */
function prepareSqlite(connection, done) {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = NORMAL');
  connection.pragma('busy_timeout = 10000');
  done(null, connection);
}

module.exports = {
  connection: {
    client: 'sqlite',
    connection: { filename: path.resolve(__dirname, '..', 'bench.db') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1, afterCreate: prepareSqlite },
  },
  settings: { forceMigration: false },
};
