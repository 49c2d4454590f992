/** As much of IMAP and SMTP as it takes to hear a greeting and to ask for TLS. */
import { notAMailServer, starttlsMissing } from '../../domain/mail/connection-failure';
import { MailError } from '../../domain/mail/mail-error';
import type { ServerLines } from './server-lines';

interface Dialect {
  /** The server's first words; rejects with `not-a-mail-server` when they are none of this protocol. */
  greet(lines: ServerLines): Promise<string>;
  /** Asks for TLS and returns when the server is ready for the handshake; rejects with `starttls-missing`. */
  startTls(lines: ServerLines): Promise<void>;
}

/** What such a server said is not passed on: it could be any service of the network, and nobody's mail. */
const OTHER_WORDS = 'Its words are of another protocol.';

const imap: Dialect = {
  async greet(lines) {
    const line = await lines.next();
    if (/^\* (OK|PREAUTH)\b/i.test(line)) return line.slice(2);
    if (/^\* BYE\b/i.test(line)) throw busy(lines, line);
    throw new MailError(notAMailServer(lines.server, OTHER_WORDS));
  },
  async startTls(lines) {
    lines.send('a STARTTLS');
    for (;;) {
      const line = await lines.next();
      if (line.startsWith('* ')) continue;
      if (!/^a OK\b/i.test(line)) throw new MailError({ ...starttlsMissing(lines.server), detail: line.slice(0, 200) });
      return refuseMore(lines);
    }
  },
};

const smtp: Dialect = {
  async greet(lines) {
    const reply = await readReply(lines);
    if (reply.code === 220) return reply.text;
    if (reply.code === 421 || reply.code === 554) throw busy(lines, `${reply.code} ${reply.text}`);
    throw new MailError(notAMailServer(lines.server, OTHER_WORDS));
  },
  async startTls(lines) {
    lines.send('EHLO [127.0.0.1]');
    const hello = await readReply(lines);
    if (hello.code !== 250) throw new MailError(notAMailServer(lines.server, OTHER_WORDS));
    if (!/\bSTARTTLS\b/i.test(hello.text)) throw new MailError({ ...starttlsMissing(lines.server), detail: hello.text.slice(0, 500) });
    lines.send('STARTTLS');
    const answer = await readReply(lines);
    if (answer.code !== 220) throw new MailError({ ...starttlsMissing(lines.server), detail: answer.text.slice(0, 200) });
    refuseMore(lines);
  },
};

export const DIALECTS = { imap, smtp } as const;

/** A reply of one or more lines (RFC 5321 section 4.2.1). */
async function readReply(lines: ServerLines): Promise<{ code: number; text: string }> {
  const texts: string[] = [];
  for (;;) {
    const line = await lines.next();
    const [, code, more, text] = /^(\d{3})([ -]?)(.*)$/.exec(line) ?? [];
    if (code === undefined) throw new MailError(notAMailServer(lines.server, OTHER_WORDS));
    texts.push(text ?? '');
    if (more !== '-' || texts.length > 100) return { code: Number(code), text: texts.join('\n') };
  }
}

/** Words that came with the answer to STARTTLS were put there by somebody in between (RFC 3501 section 6.2.1). */
function refuseMore(lines: ServerLines): void {
  if (lines.hasMore) throw new MailError({ ...starttlsMissing(lines.server), code: 'tls-failed', message: 'The encrypted connection was tampered with on its way; it was given up.' });
}

function busy(lines: ServerLines, line: string): MailError {
  return new MailError({
    kind: 'throttled', code: 'too-many-connections', remedier: 'provider',
    message: `The server ${lines.server.host} accepts no connection at the moment; try again later.`, detail: line.slice(0, 200),
  });
}
