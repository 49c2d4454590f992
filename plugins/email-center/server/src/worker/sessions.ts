import { MailError } from '../domain/mail/mail-error';
import type { ConnectionSettings } from '../domain/mail/account';
import type { MailServer, MailSession } from '../flow/ports';

interface OpenSession {
  session: MailSession;
  controller: AbortController;
}

/** The sessions of one thread, named by the id of the request that opened them. */
export class Sessions {
  private readonly opened = new Map<number, OpenSession>();
  private readonly controllers = new Map<number, AbortController>();

  constructor(private readonly server: MailServer) {}

  async open(id: number, settings: ConnectionSettings): Promise<number> {
    const controller = new AbortController();
    this.controllers.set(id, controller);
    try {
      this.opened.set(id, { session: await this.server.connect(settings, controller.signal), controller });
      return id;
    } catch (error) {
      this.controllers.delete(id);
      throw error;
    }
  }

  get(id: number): MailSession {
    const found = this.opened.get(id);
    if (found) return found.session;
    throw new MailError({ kind: 'bug', code: 'bug', remedier: 'developer', message: 'The session with the mail server was already closed.' });
  }

  /** Gives up a session that is being opened or is open; what it is busy with rejects with `cancelled`. */
  abort(id: number): void {
    this.controllers.get(id)?.abort();
  }

  async close(id: number): Promise<void> {
    const found = this.opened.get(id);
    this.opened.delete(id);
    this.controllers.delete(id);
    await found?.session.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.opened.keys()].map((id) => this.close(id)));
  }
}
