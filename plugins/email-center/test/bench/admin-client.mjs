const ADMIN = { firstname: 'Bench', lastname: 'Admin', email: 'admin@bench.example', password: 'Bench-password-1' };

/**
 * @typedef {object} AdminClient
 * @property {(path: string) => Promise<any>} get
 * @property {(path: string, body?: object) => Promise<any>} post
 * @property {(path: string, body?: object) => Promise<any[]>} postForLines reads an answer of JSON lines to its end
 */

/**
 * Signs in as the first administrator, who is created by it.
 * @param {string} url of the application
 * @returns {Promise<AdminClient>}
 */
export async function signIn(url) {
  /** @type {(path: string, token: string | null, body?: object) => Promise<string>} */
  const request = async (path, token, body) => {
    const answer = await fetch(url + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 2_000)}`);
    return text;
  };
  const { data } = JSON.parse(await request('/admin/register-admin', null, ADMIN));
  return {
    get: async (path) => JSON.parse(await request(path, data.token)),
    post: async (path, body = {}) => JSON.parse(await request(path, data.token, body)),
    postForLines: async (path, body = {}) => (await request(path, data.token, body)).trim().split('\n').map((line) => JSON.parse(line)),
  };
}
