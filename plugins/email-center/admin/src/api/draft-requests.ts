/** Drafts are asked for outside the store: a draft that is being written belongs to its session, not to a cache. */
import { getFetchClient } from '@strapi/strapi/admin';
import type { z } from 'zod';
import {
  cancelledSchema, draftAttachmentSchema, draftCheckSchema, draftSchema, outboxItemSchema,
  type AttachInput, type BeginDraftInput, type DraftAttachmentDto, type DraftCheckDto, type DraftDto, type OutboxItemDto, type SaveDraftInput, type SendDraftInput,
} from '../../../shared/contracts';
import { url } from './center-api';
import { fetchImage } from './files';
import { refusalOf } from './refusal';
import { uploadFile } from './upload-file';

const draft = (id: string, rest = '', query: object = {}) => url(`/drafts/${encodeURIComponent(id)}${rest}`, query);
const attachment = (id: string, file: string) => draft(id, `/attachments/${encodeURIComponent(file)}`);

async function asked<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, request: Promise<{ data: unknown }>): Promise<T> {
  const { data } = await request.catch((thrown: unknown) => {
    throw refusalOf(thrown);
  });
  return schema.parse(data);
}

/** All reject with the server's refusal in the panel's error shape. */
export const beginDraft = (input: BeginDraftInput): Promise<DraftDto> => asked(draftSchema, getFetchClient().post(url('/drafts'), input));
export const loadDraft = (id: string): Promise<DraftDto> => asked(draftSchema, getFetchClient().get(draft(id)));
export const saveDraft = (id: string, input: SaveDraftInput): Promise<DraftDto> => asked(draftSchema, getFetchClient().put(draft(id), input));
export const checkDraft = (id: string): Promise<DraftCheckDto> => asked(draftCheckSchema, getFetchClient().get(draft(id, '/check')));
export const sendDraft = (id: string, input: SendDraftInput): Promise<OutboxItemDto> => asked(outboxItemSchema, getFetchClient().post(draft(id, '/send'), input));
export const attachToDraft = (id: string, input: AttachInput): Promise<DraftAttachmentDto> => asked(draftAttachmentSchema, getFetchClient().post(draft(id, '/attach'), input));

export async function discardDraft(id: string): Promise<void> {
  await getFetchClient().del(draft(id)).catch((thrown: unknown) => {
    throw refusalOf(thrown);
  });
}

export async function detachFromDraft(id: string, file: string): Promise<void> {
  await getFetchClient().del(attachment(id, file)).catch((thrown: unknown) => {
    throw refusalOf(thrown);
  });
}

/** Takes a message back out of the outbox; resolves with the draft it is again. */
export const cancelSending = async (outboxId: string): Promise<string> =>
  (await asked(cancelledSchema, getFetchClient().post(url(`/outbox/${encodeURIComponent(outboxId)}/cancel`)))).draft;

export interface UploadRequest {
  draftId: string;
  file: File;
  inline: boolean;
  token: string | null;
  signal: AbortSignal;
  onProgress(sent: number): void;
}

/** Puts a file of this computer to a draft. Rejects with an AbortError when it was cancelled. */
export const uploadToDraft = async ({ draftId, file, inline, token, signal, onProgress }: UploadRequest): Promise<DraftAttachmentDto> =>
  draftAttachmentSchema.parse(await uploadFile({
    path: draft(draftId, '/attachments', { filename: file.name.slice(0, 255) || 'file', type: file.type, inline: inline ? 1 : 0 }), file, token, signal, onProgress,
  }));

/** The picture of an inline attachment as a data: URL; null when it is none. */
export const draftImage = (draftId: string, file: string, signal: AbortSignal): Promise<string | null> => fetchImage(attachment(draftId, file), signal);
/** Where an attachment of a draft is fetched from. */
export const draftFileUrl = attachment;

/** Browsers refuse more than this in a request that outlives its page (Fetch standard, keepalive). */
const KEEPALIVE_OCTETS = 60_000;

/** The last save of a page that is being left; false when it is too long for that. */
export function saveWhileLeaving(id: string, input: SaveDraftInput, token: string | null): boolean {
  const body = JSON.stringify(input);
  if (new Blob([body]).size > KEEPALIVE_OCTETS) return false;
  const { backendURL } = (window as unknown as { strapi: { backendURL: string } }).strapi;
  // Nobody is left to be told how it went.
  void fetch(`${backendURL}${draft(id)}`, {
    method: 'PUT', keepalive: true, credentials: 'include', body,
    headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
  }).catch(() => undefined);
  return true;
}
