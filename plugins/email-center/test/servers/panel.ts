/** The admin API of a Strapi as the panel uses it: an account that is connected, and what a person sees of it. */
import type { ConnectionSettings } from '../../server/src/domain/mail/account';
import { accountSchema, accountStatusSchema, testEventSchema, type AccountStatusDto, type CreateAccountInput } from '../../shared/contracts';
import { eventually } from './eventually';

const ADMINISTRATOR = { firstname: 'Test', lastname: 'Admin', email: 'admin@panel.test', password: 'Test-password-1' };

export interface Panel {
  /** Rejects with what was answered when that is not a success. */
  request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Response>;
  /** Saves an account and lets it pass its test; resolves with its id. It imports nothing before `activate`. */
  connect(settings: ConnectionSettings, options?: Partial<CreateAccountInput>): Promise<string>;
  activate(account: string): Promise<void>;
  status(account: string): Promise<AccountStatusDto>;
  /** Resolves when every mailbox is read and so many messages, or more, have their outcome. */
  imported(account: string, messages: number, patience?: number): Promise<AccountStatusDto>;
}

export function openPanel(url: string, token: string): Panel {
  const request: Panel['request'] = async (method, path, body) => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const status = async (account: string): Promise<AccountStatusDto> =>
    accountStatusSchema.parse(await (await request('GET', `/email-center/accounts/${account}/status`)).json());
  return {
    request,
    status,
    async connect({ address, login, password, imap, smtp }, options) {
      const saved = await request('POST', '/email-center/accounts', { name: address, address, login, password, imap, smtp, ...options });
      const { id } = accountSchema.parse(await saved.json());
      const events = (await (await request('POST', `/email-center/accounts/${id}/test`)).text()).trim().split('\n');
      const result = testEventSchema.parse(JSON.parse(events.at(-1)!));
      if (result.type !== 'result' || !result.passed) throw new Error(`The account of ${address} did not pass its test:\n${events.join('\n')}`);
      return id;
    },
    activate: async (account) => void (await request('POST', `/email-center/accounts/${account}/activate`)),
    imported: (account, messages, patience) => eventually(async () => {
      const seen = await status(account);
      const decided = seen.mailboxes.reduce((sum, mailbox) => sum + mailbox.decided, 0);
      const read = seen.mailboxes.length > 0 && seen.mailboxes.every(({ backfill }) => backfill === null || backfill.done);
      if (seen.running || !read || decided < messages) throw new Error(`not imported yet: ${JSON.stringify(seen)}`);
      return seen;
    }, patience),
  };
}

/** Makes the first administrator of a Strapi that has none; resolves with the token of the admin API. */
export async function registerAdministrator(url: string): Promise<string> {
  const answer = await fetch(`${url}/admin/register-admin`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(ADMINISTRATOR) });
  const body = (await answer.json()) as { data?: { token?: string } };
  if (!body.data?.token) throw new Error(`The first administrator was refused: ${answer.status} ${JSON.stringify(body)}`);
  return body.data.token;
}
