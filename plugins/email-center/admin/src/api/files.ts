import { getFetchClient } from '@strapi/strapi/admin';
import { url } from './center-api';

export const originalUrl = (messageId: string): string => url(`/messages/${encodeURIComponent(messageId)}/raw`);
export const partUrl = (messageId: string, partNumber: string): string =>
  url(`/messages/${encodeURIComponent(messageId)}/parts/${encodeURIComponent(partNumber)}`);

export const allFilesUrl = (messageId: string): string => url(`/messages/${encodeURIComponent(messageId)}/files.zip`);

/** A raster image shown within the body instead of saved. */
export const inlinePartUrl = (messageId: string, partNumber: string): string => `${partUrl(messageId, partNumber)}?inline=1`;

/** Fetches with the panel's token: mail has no address that works without one (invariant 12). */
export async function fetchFile(path: string, signal?: AbortSignal): Promise<Blob> {
  const { data } = await getFetchClient().get(path, { responseType: 'blob', signal });
  return data;
}

/** Saves a file of a message under `name`. */
export async function saveFile(path: string, name: string): Promise<void> {
  const address = URL.createObjectURL(await fetchFile(path));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download has its own hold on the blob once it began.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** An inline image as a data: URL, which a sandboxed frame of another origin may show; null when it is no image. */
export async function fetchImage(path: string, signal: AbortSignal): Promise<string | null> {
  const blob = await fetchFile(path, signal);
  if (!blob.type.startsWith('image/')) return null;
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable image'));
    reader.readAsDataURL(blob);
  });
}
