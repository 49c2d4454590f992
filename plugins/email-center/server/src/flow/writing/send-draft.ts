/** A draft goes into the outbox: once, however often it is sent. */
import type { IdentityDto, SendDraftInput } from '../../../../shared/contracts';
import { normalizeAddress, type Address } from '../../domain/mail/address';
import { MailError } from '../../domain/mail/mail-error';
import { messageBytes } from '../../domain/writing/check-draft';
import { withoutMarks } from '../../domain/writing/marks';
import type { OutboxDrafts } from '../outbox/ports';
import type { OutboxEntrance, Submission } from '../outbox/submission';
import { discardFiles, type DraftFilePorts } from './draft-files';
import { identityOfAccount, listIdentities, type IdentityPorts } from './identities';
import type { DraftFile, StoredDraft } from './ports';
import type { Writer } from './writer';

export interface SendPorts extends DraftFilePorts, IdentityPorts {
  outbox: OutboxEntrance;
}

/**
 * Resolves with the id in the outbox. Rejects with `not-found`; `conflict` when it was saved meanwhile or is just being sent;
 * `invalid-input` naming the field that is wrong; `too-large`. The draft is kept until it is sent or taken back.
 */
export async function sendDraft(ports: SendPorts, writer: Writer, id: string, input: SendDraftInput): Promise<string> {
  const draft = await ports.drafts.load(writer.userId, id);
  if (draft === null) throw refuse('not-found', 'There is no such draft. It may have been sent or thrown away elsewhere.');
  if (draft.state === 'sending') return alreadySent(draft);
  if (draft.version !== input.version) throw changed();
  const identity = identityOfAccount(await listIdentities(ports, writer.userId), draft.accountId);
  const files = await ports.drafts.files(id);
  const when = timeOf(ports, input);
  const submission = toSubmission(draft, identity, files, when);
  checkSendable(submission, identity);
  if (!(await ports.drafts.claim(writer.userId, id, input.version, when.sendAt))) return claimedElsewhere(ports, writer, id);
  try {
    const { id: outboxId } = await ports.outbox.submit(submission);
    await ports.drafts.submitted(id, outboxId);
    return outboxId;
  } catch (error) {
    await ports.drafts.reopen(id);
    throw error;
  }
}

function alreadySent(draft: StoredDraft): string {
  if (draft.outboxId !== null) return draft.outboxId;
  throw refuse('being-sent', 'This message is just being put into the outbox.');
}

/** Somebody was quicker between the look and the claim: another click, or another save. */
async function claimedElsewhere({ drafts }: Pick<SendPorts, 'drafts'>, writer: Writer, id: string): Promise<string> {
  const draft = await drafts.load(writer.userId, id);
  if (draft?.state === 'sending') return alreadySent(draft);
  throw changed();
}

type When = Pick<Submission, 'sendAt' | 'waits'>;

function timeOf({ clock }: SendPorts, { sendAt, undoSeconds }: SendDraftInput): When {
  const now = clock.now().getTime();
  const chosen = sendAt === null ? null : new Date(sendAt).getTime();
  return chosen !== null && chosen > now ? { sendAt: chosen, waits: 'scheduled' } : { sendAt: now + undoSeconds * 1000, waits: 'held' };
}

function toSubmission(draft: StoredDraft, identity: IdentityDto, files: readonly DraftFile[], when: When): Submission {
  const answers = draft.kind === 'reply' || draft.kind === 'reply-all';
  const html = draft.plain ? null : withKnownPictures(withoutMarks(draft.html), files);
  return {
    accountId: draft.accountId, userId: draft.userId, from: { name: identity.displayName, address: identity.address }, to: draft.to, cc: draft.cc, bcc: draft.bcc, subject: draft.subject,
    html, text: draft.text, files: files.filter(({ inline, contentId }) => !inline || (html ?? '').includes(`"cid:${contentId}"`)).map(toSubmitted),
    inReplyTo: draft.inReplyTo, references: draft.references, answers: answers ? draft.about : null, record: draft.record, ...when, draftId: draft.id,
  };
}

function toSubmitted({ blobKey, filename, contentType, size, inline, contentId }: DraftFile): Submission['files'][number] {
  return { blobKey, filename, contentType, size, contentId: inline ? contentId : null };
}

/** A picture whose file was taken away would be a gap for whoever gets the message. */
function withKnownPictures(html: string, files: readonly DraftFile[]): string {
  const known = new Set(files.flatMap(({ contentId }) => contentId ?? []));
  return html.replace(/<img\b[^<>]*\ssrc="cid:([^"]*)"[^<>]*>/g, (image, contentId: string) => (known.has(contentId) ? image : ''));
}

/** About how large the message becomes. */
export function bytesOf(draft: Pick<StoredDraft, 'html' | 'text' | 'plain'>, files: readonly Pick<DraftFile, 'size'>[]): number {
  return messageBytes({ htmlBytes: draft.plain ? 0 : draft.html.length, textBytes: draft.text.length, fileBytes: files.map(({ size }) => size) });
}

function checkSendable({ to, cc, bcc, html, text, files }: Submission, { maxBytes }: IdentityDto): void {
  if (to.length + cc.length + bcc.length === 0) throw refuse('invalid-input', 'Say to whom the message goes.', 'to');
  const lists: [string, Address[]][] = [['to', to], ['cc', cc], ['bcc', bcc]];
  for (const [field, addresses] of lists) {
    const wrong = addresses.find(({ address }) => normalizeAddress(address) === null);
    if (wrong !== undefined) throw refuse('invalid-input', `"${wrong.address.slice(0, 100)}" is no mail address.`, field);
  }
  if (bytesOf({ html: html ?? '', text, plain: html === null }, files) > maxBytes) {
    throw refuse('too-large', `With its files the message is larger than ${Math.floor(maxBytes / 1_048_576)} MB, which this mail account may send. Take some out, or send links to them.`);
  }
}

/** A draft on its way into the outbox that never arrived there was left by a process that died, milliseconds. */
const STUCK_AFTER = 600_000;

/**
 * Lets such drafts be written on again; resolves with how many. Where the message did arrive and only the answer was lost, the outbox
 * takes the draft no second time, and tells when it is sent.
 */
export async function reopenStuck({ drafts, clock }: Pick<DraftFilePorts, 'drafts' | 'clock'>): Promise<number> {
  const stuck = await drafts.listStuck(clock.now().getTime() - STUCK_AFTER);
  for (const { id } of stuck) await drafts.reopen(id);
  return stuck.length;
}

/** What the outbox tells drafts. */
export function outboxDrafts(ports: Pick<DraftFilePorts, 'drafts' | 'draftBlobs' | 'logger'>): OutboxDrafts {
  return {
    release: async (draftId) => void (await ports.drafts.reopen(draftId)),
    sent: async (draftId) => discardFiles(ports, await ports.drafts.finish(draftId)),
  };
}

function changed(): MailError {
  return refuse('conflict', 'This draft was changed elsewhere meanwhile. Load it again before you send it.');
}

function refuse(code: 'not-found' | 'conflict' | 'being-sent' | 'invalid-input' | 'too-large', message: string, field?: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'owner', ...(field === undefined ? {} : { field }) });
}
