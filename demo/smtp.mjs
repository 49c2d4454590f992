/** The SMTP side of the demo mail server: takes messages of its accounts and puts those for its own addresses into the Inbox. */
import { SMTPServer } from 'smtp-server';

/** @param {import('node:stream').Readable} stream @returns {Promise<Buffer>} */
async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(/** @type {Buffer} */ (chunk));
  return Buffer.concat(chunks);
}

/** @param {string} sender @param {string} id */
function traceHeaders(sender, id) {
  const date = new Date().toUTCString().replace('GMT', '+0000');
  return Buffer.from(`Return-Path: <${sender}>\r\nReceived: from localhost (localhost [127.0.0.1]) by localhost with ESMTPSA id ${id}; ${date}\r\n`);
}

/**
 * Mail to an address outside the demo is accepted and goes nowhere: nothing ever leaves the machine.
 * @param {{ store: import('./mail/mail-store.mjs').MailStore, key: string, cert: string }} parts
 */
export function createSmtpServer({ store, key, cert }) {
  const server = new SMTPServer({
    secure: true,
    key,
    cert,
    name: 'localhost',
    banner: 'demo mail server',
    authMethods: ['PLAIN', 'LOGIN'],
    disableReverseLookup: true,
    size: 30 * 1024 * 1024,
    onAuth({ username, password }, _session, done) {
      if (store.accepts(username ?? '', password ?? '')) done(null, { user: username?.toLowerCase() });
      else done(Object.assign(new Error('Wrong address or password'), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      const sender = session.envelope.mailFrom === false ? '' : (session.envelope.mailFrom.address ?? '');
      collect(stream)
        .then((body) => {
          const raw = Buffer.concat([traceHeaders(sender, session.id), body]);
          for (const { address } of session.envelope.rcptTo) store.find(address, 'INBOX')?.append(raw, { time: Date.now() });
          done(null, 'Accepted');
        })
        .catch((error) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that breaks off, as every test of a port does, is its own affair; without a listener it would end the server.
  server.on('error', () => undefined);
  return server;
}
