import { z } from 'zod';

/** GET /messages/:id/headers: the header block of the original as it came (RFC 5322 section 2.2), with its encoded words left as they are. */
export const messageHeadersSchema = z.object({
  headers: z.string(),
  /** Whether there was more than is shown. */
  truncated: z.boolean(),
});
export type MessageHeadersDto = z.infer<typeof messageHeadersSchema>;

/** GET /messages/:id/files.zip has no shape: an archive of everything that is shown as a file. */

/**
 * POST /messages/:id/parts/:partNumber/save: puts a copy of one file into the media library of Strapi, where it is no mail any more: whoever
 * knows its address may open it. Asks for the right to create files there. `folder`: id of a folder of the media library; null: the topmost.
 */
export const savePartSchema = z.object({ folder: z.number().int().positive().nullable().default(null) }).strict();
export type SavePartInput = z.infer<typeof savePartSchema>;
export const savedPartSchema = z.object({ file: z.object({ id: z.number(), name: z.string(), url: z.string() }) });
export type SavedPartDto = z.infer<typeof savedPartSchema>;
