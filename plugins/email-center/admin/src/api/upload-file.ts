import { attemptTokenRefresh } from '@strapi/strapi/admin';

interface FileRequest {
  /** From the root of the server. */
  path: string;
  file: Blob;
  /** Of the person who is signed in. */
  token: string | null;
  signal: AbortSignal;
  /** Octets that went up so far. */
  onProgress(sent: number): void;
}

const UNAUTHORIZED = 401;

interface Answer {
  status: number;
  body: unknown;
}

/** XMLHttpRequest, because fetch does not tell how much has gone up. */
function send({ path, file, signal, onProgress }: FileRequest, token: string | null): Promise<Answer> {
  const { backendURL } = (window as unknown as { strapi: { backendURL: string } }).strapi;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    request.open('POST', `${backendURL}${path}`);
    request.withCredentials = true;
    request.responseType = 'json';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    if (token !== null) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve({ status: request.status, body: request.response as unknown });
    request.onerror = () => reject(new Error('the connection was lost'));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    request.send(file);
  });
}

/** Sends the octets of a file and resolves with what was answered; rejects with the refusal in the panel's error shape. */
export async function uploadFile(request: FileRequest): Promise<unknown> {
  const { token } = request;
  const first = await send(request, token);
  const { status, body } = first.status === UNAUTHORIZED ? await send(request, await attemptTokenRefresh(token)) : first;
  if (status >= 200 && status < 300) return body;
  throw (body as { error?: unknown } | null)?.error ?? { status, message: `HTTP ${status}` };
}
