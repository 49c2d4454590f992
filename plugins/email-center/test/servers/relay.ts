import { SMTPServer } from 'smtp-server';
import { createTransport } from 'nodemailer';

/** An SMTP server on loopback that hands everything to LMTP: what Dovecot's submission service relays to. */
export async function startRelay(port: number, lmtpPort: number): Promise<{ stop(): Promise<void> }> {
  const transport = createTransport({ host: '127.0.0.1', port: lmtpPort, lmtp: true, ignoreTLS: true });
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], hideSTARTTLS: true, disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = session.envelope.mailFrom === false ? '' : (session.envelope.mailFrom?.address ?? '');
        const to = session.envelope.rcptTo.map((recipient) => recipient.address);
        transport.sendMail({ envelope: { from, to }, raw: Buffer.concat(chunks) }).then(() => done(), done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    stop: () => new Promise((resolve) => {
      transport.close();
      server.close(() => resolve());
    }),
  };
}
