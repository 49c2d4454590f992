/**
 * The SMTP side of the demo mail server: takes messages of its accounts and delivers those for its own addresses. Some addresses are
 * refused on purpose, so that sending that fails can be tried: see `refusals.mjs`.
 */
import { SMTPServer } from 'smtp-server';
import { Refusals } from './refusals.mjs';

/**
 * What became of an envelope, for whoever looks at the demo's log: whom the message was taken for, the ones in Bcc among them, or who
 * was refused with which answer.
 * @typedef {{ event: 'taken', from: string, to: string[], bytes: number } | { event: 'refused', from: string, to: string, answer: string }} Traffic
 */

/**
 * @typedef {object} SmtpParts
 * @property {string} key
 * @property {string} cert
 * @property {(user: string, password: string) => boolean} accepts whether they may log in
 * @property {(recipient: string, raw: Buffer) => void | Promise<void>} deliver for each recipient; one who is not of the house gets nothing, for nothing leaves the machine
 * @property {(traffic: Traffic) => void} note
 */

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

/** @param {import('smtp-server').SMTPServerSession} session */
const senderOf = ({ envelope: { mailFrom } }) => (mailFrom === false ? '' : (mailFrom.address ?? ''));

/** @param {SmtpParts} parts */
export function createSmtpServer({ key, cert, accepts, deliver, note }) {
  const refusals = new Refusals();
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
      if (accepts(username ?? '', password ?? '')) done(null, { user: username?.toLowerCase() });
      else done(Object.assign(new Error('Wrong address or password'), { responseCode: 535 }));
    },
    onRcptTo({ address }, session, done) {
      const from = senderOf(session);
      const refusal = refusals.answerTo(from, address);
      if (refusal === null) return done();
      note({ event: 'refused', from, to: address, answer: `${refusal.code} ${refusal.text}` });
      done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, session, done) {
      const from = senderOf(session);
      const to = session.envelope.rcptTo.map(({ address }) => address);
      collect(stream)
        .then(async (body) => {
          const raw = Buffer.concat([traceHeaders(from, session.id), body]);
          for (const recipient of to) await deliver(recipient, raw);
          note({ event: 'taken', from, to, bytes: body.length });
          done(null, 'Accepted');
        })
        .catch((error) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that breaks off, as every test of a port does, is its own affair; without a listener it would end the server.
  server.on('error', () => undefined);
  return server;
}
