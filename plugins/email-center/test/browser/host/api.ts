/** The running application without a browser: for preparing what a person is to see, and for what lies behind it. */

/** Resolves with the parsed answer; rejects with what the application answered when it refused. */
export type Api = <T>(place: string, options?: { method?: string; body?: unknown }) => Promise<T>;

const json = { 'content-type': 'application/json' };

/** The token of a signed-in person. The panel allows few sign-ins in a row: it is asked for once and shared. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const body = JSON.stringify({ email, password, deviceId: crypto.randomUUID(), rememberMe: true });
  const answer = await fetch(`${url}/admin/login`, { method: 'POST', headers: json, body });
  if (!answer.ok) throw new Error(`Signing in as ${email} failed: ${answer.status} ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { token: string } };
  return data.token;
}

export function openApi({ url, token }: { url: string; token: string }): Api {
  const headers = { ...json, authorization: `Bearer ${token}` };
  return async <T>(place: string, { method = 'GET', body }: { method?: string; body?: unknown } = {}) => {
    const answer = await fetch(`${url}${place}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`${method} ${place} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    return (await answer.json()) as T;
  };
}
