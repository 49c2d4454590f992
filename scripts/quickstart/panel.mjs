/** The running application as its first administrator sees it: sign in, the admin API of Strapi and of the email center. */
import { Trouble } from './tell.mjs';

/**
 * @typedef {{ email: string, password: string }} Administrator
 * @typedef {{ id: string, address: string, login: string, state: string, tested: boolean }} Account
 * @typedef {{ type: 'step', step: string, status: string, error?: { message: string } } | { type: 'result', passed: boolean, state: string } | { type: 'error', error: { message: string } }} TestEvent
 */

export class Panel {
  #base;
  #token = '';

  /** @param {string} base e.g. http://127.0.0.1:1337 */
  constructor(base) {
    this.#base = base;
  }

  /** @param {string} method @param {string} path @param {unknown} [body] */
  #request(method, path, body) {
    const headers = new Headers({ 'content-type': 'application/json' });
    if (this.#token !== '') headers.set('authorization', `Bearer ${this.#token}`);
    return fetch(`${this.#base}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  }

  /** @param {string} method @param {string} path @param {unknown} [body] @returns {Promise<unknown>} rejects with what the application answered */
  async call(method, path, body) {
    const response = await this.#request(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
    return text === '' ? null : JSON.parse(text);
  }

  async isUp() {
    return this.#request('GET', '/_health').then((response) => response.status === 204, () => false);
  }

  /** Creates the first administrator when there is none. @param {Administrator} administrator @returns {Promise<boolean>} whether it was created */
  async ensureAdministrator({ email, password }) {
    const { data } = /** @type {{ data: { hasAdmin: boolean } }} */ (await this.call('GET', '/admin/init'));
    if (data.hasAdmin) return false;
    await this.call('POST', '/admin/register-admin', { email, password, firstname: 'Demo', lastname: 'Administrator' });
    return true;
  }

  /** @param {Administrator} administrator */
  async signIn({ email, password }) {
    const answer = await this.call('POST', '/admin/login', { email, password }).catch((error) => {
      throw new Trouble('The administrator could not sign in.', 'Was the password changed in the panel? Then put the new one into .env as QUICKSTART_ADMIN_PASSWORD.', { cause: error });
    });
    const { data } = /** @type {{ data: { token: string } }} */ (answer);
    this.#token = data.token;
  }

  /** @returns {Promise<Account[]>} the first hundred: a demo has five */
  async listAccounts() {
    const { items } = /** @type {{ items: Account[] }} */ (await this.call('GET', '/email-center/accounts?scope=all&limit=100'));
    return items;
  }

  /** @param {object} input @returns {Promise<Account>} */
  async createAccount(input) {
    return /** @type {Account} */ (await this.call('POST', '/email-center/accounts', input));
  }

  /** @param {string} id @returns {Promise<TestEvent[]>} all steps, the result last */
  async testAccount(id) {
    const response = await this.#request('POST', `/email-center/accounts/${id}/test`, {});
    const text = await response.text();
    if (!response.ok) throw new Error(`The test of the account answered ${response.status}: ${text.slice(0, 500)}`);
    return text.split('\n').filter((line) => line !== '').map((line) => /** @type {TestEvent} */ (JSON.parse(line)));
  }

  /** @param {string} id */
  async activateAccount(id) {
    await this.call('POST', `/email-center/accounts/${id}/activate`, {});
  }

  /** @param {string} id @returns {Promise<{ running: boolean, matched: number, outcomes: Record<string, number>, mailboxes: { backfill: { done: boolean } | null }[] }>} */
  async accountStatus(id) {
    return /** @type {never} */ (await this.call('GET', `/email-center/accounts/${id}/status`));
  }
}
