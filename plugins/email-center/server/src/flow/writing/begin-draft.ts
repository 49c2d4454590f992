/** A draft begins: with the right sender, recipients, subject, signature and quotation, and the files it takes along. */
import type { BeginDraftInput, IdentityDto } from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import { chooseIdentity } from '../../domain/writing/choose-identity';
import { forwardHtml, quoteHtml } from '../../domain/writing/quote';
import { replyRecipients, distinct } from '../../domain/writing/reply-recipients';
import { withSignature } from '../../domain/writing/signature';
import { forwardSubject, replySubject } from '../../domain/writing/subject';
import { threadingOfReply } from '../../domain/writing/threading';
import type { MessageReader } from '../ports';
import { addFile, contentIdOf, type DraftFilePorts } from './draft-files';
import { discardDraft } from './discard-draft';
import { identityOfAccount, listIdentities, type IdentityPorts } from './identities';
import { loadOriginal, type Original, type OriginalPorts } from './original';
import type { CleanDraft, OriginalStore, StoredDraft } from './ports';
import { fillForDraft, type TemplatePorts } from './templates';
import type { Writer } from './writer';

export type BeginPorts = DraftFilePorts & IdentityPorts & OriginalPorts & TemplatePorts & {
  originals: OriginalStore;
  clean: CleanDraft;
  reader: MessageReader;
  isReadable(record: { recordType: string; recordId: string }, writer: Writer): Promise<boolean>;
};

/**
 * Rejects with `not-found` for a message, a record or a template the person does not see, and with `invalid-input` when they have no
 * account to send from. Files of a forwarded message are copied before it resolves; when that fails, no draft is left.
 */
export async function beginDraft(ports: BeginPorts, writer: Writer, input: BeginDraftInput): Promise<StoredDraft> {
  const identities = await listIdentities(ports, writer.userId);
  const original = await originalOf(ports, writer, input);
  const identity = input.accountId !== undefined ? identityOfAccount(identities, input.accountId) : chooseIdentity(identities, original === null ? null : { ...original, accounts: original.accounts.map(({ id }) => id) });
  if (identity === null) throw refuse('accountId', 'You have no mail account to send from. Connect one first.');
  if (input.record !== undefined && !(await ports.isReadable(input.record, writer))) throw missing('record');
  const files = original === null ? [] : takenAlong(ports, input.kind, original);
  const draft = await compose(ports, writer, { input, identity, identities, original, files });
  await ports.drafts.insert(draft);
  try {
    for (const file of files) await addFile(ports, draft.id, { ...file, octets: await file.open() }, Number.MAX_SAFE_INTEGER);
  } catch (error) {
    await discardDraft(ports, writer.userId, draft.id);
    throw error;
  }
  return draft;
}

async function originalOf(ports: BeginPorts, writer: Writer, { kind, about }: BeginDraftInput): Promise<Original | null> {
  if (kind === 'new') return null;
  if (about === undefined) throw refuse('about', 'Say which message is answered or forwarded.');
  const original = await loadOriginal(ports, writer, about);
  // A forwarded file is one's own to open in the draft.
  if (kind === 'forward') for (const { partNumber, inline } of original.attachments) if (!inline) await writer.checkFile(original, partNumber);
  return kind === 'forward-attached' ? { ...original, rawKey: await writer.originalOf(original.stored) } : original;
}

interface TakenFile {
  id: string;
  partNumber: string | null;
  filename: string | null;
  contentType: string | null;
  inline: boolean;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** Pictures in the text of an answer would soon outgrow every limit. */
const REPLY_PICTURES_BYTES = 5 * 1024 * 1024;

/** The original itself, or its attachments, and the pictures that are shown in the quoted text. */
function takenAlong({ newId, reader }: BeginPorts, kind: BeginDraftInput['kind'], original: Original): TakenFile[] {
  const { rawKey } = original;
  if (kind === 'forward-attached') {
    return [{ id: newId(), partNumber: null, filename: `${original.subject.trim() || 'message'}.eml`, contentType: 'message/rfc822', inline: false, open: () => reader.openRaw(rawKey) }];
  }
  const shown = new Set([...(original.body.html ?? '').matchAll(/\sdata-part="([\d.]+)"/g)].map((found) => found[1]));
  let pictures = 0;
  return original.attachments.flatMap(({ partNumber, filename, contentType, size }): TakenFile[] => {
    const inline = shown.has(partNumber);
    if (kind !== 'forward') {
      pictures += inline ? size : 0;
      if (!inline || pictures > REPLY_PICTURES_BYTES) return [];
    }
    return [{ id: newId(), partNumber, filename, contentType, inline, open: async () => (await reader.openPart(rawKey, partNumber)).content }];
  });
}

interface Beginning {
  input: BeginDraftInput;
  identity: IdentityDto;
  identities: readonly IdentityDto[];
  original: Original | null;
  files: readonly TakenFile[];
}

async function compose(ports: BeginPorts, writer: Writer, beginning: Beginning): Promise<StoredDraft> {
  const { input, identity, original, files } = beginning;
  const replies = input.kind === 'reply' || input.kind === 'reply-all';
  const template = input.templateId === undefined ? null : await fillForDraft(ports, writer, input.templateId, { record: recordOf(beginning), identity });
  const parts = Object.fromEntries(files.flatMap(({ id, partNumber, inline }) => (partNumber !== null && inline ? [[partNumber, contentIdOf(id)]] : [])));
  const quoted = original === null || input.kind === 'forward-attached' ? '' : (replies ? quoteHtml : forwardHtml)(original.quoted, original.body, writer.place);
  const { html, text } = await ports.clean(withSignature(`${template?.html ?? '<p></p>'}${quoted}`, identity.signatureHtml), { parts, attachments: {} });
  const threading = original !== null && replies ? threadingOfReply((await ports.originals.threading(original.id)) ?? { messageId: null, inReplyTo: [], references: [] }) : { inReplyTo: [], references: [] };
  return {
    id: ports.newId(), userId: writer.userId, state: 'open', version: 1, kind: input.kind, accountId: identity.accountId, ...recipientsOf(beginning), bcc: [],
    subject: subjectOf(beginning, template?.subject ?? ''), html, text, plain: false, about: original?.id ?? null, answers: original !== null && replies ? original.automatic : null, ...threading,
    record: input.record ?? null, sendAt: null, outboxId: null, updatedAt: ports.clock.now().getTime(),
  };
}

/** The record a template speaks of: the one it was begun on, else the first the original is linked to. */
function recordOf({ input, original }: Beginning): { recordType: string; recordId: string } | null {
  const link = original?.links[0];
  return input.record ?? (link === undefined ? null : { recordType: link.recordType, recordId: link.recordId });
}

function recipientsOf({ input, original, identities }: Beginning): Pick<StoredDraft, 'to' | 'cc'> {
  if (input.to !== undefined) return { to: distinct(input.to), cc: [] };
  if (original === null || (input.kind !== 'reply' && input.kind !== 'reply-all')) return { to: [], cc: [] };
  return replyRecipients(original.answered, identities.map(({ address }) => address), input.kind === 'reply-all');
}

function subjectOf({ input: { kind }, original }: Beginning, template: string): string {
  if (original === null) return template;
  return kind === 'reply' || kind === 'reply-all' ? replySubject(original.subject) : forwardSubject(original.subject);
}

function refuse(field: string, message: string): MailError {
  return new MailError({ kind: 'malformed', code: 'invalid-input', field, message, remedier: 'owner' });
}

export function missing(what: string): MailError {
  return new MailError({ kind: 'malformed', code: 'not-found', message: `There is no such ${what}.`, remedier: 'owner' });
}
