/** A draft is saved while it is written, and looked at before it is sent. */
import type { DraftCheckDto, SaveDraftInput } from '../../../../shared/contracts';
import type { RecordRef } from '../../domain/intake/decide-link';
import { normalizeAddress } from '../../domain/mail/address';
import { checkDraft } from '../../domain/writing/check-draft';
import { ownHtml, ownText, withSignature, withTextSignature } from '../../domain/writing/signature';
import { missing } from './begin-draft';
import type { DraftFilePorts } from './draft-files';
import { identityOfAccount, listIdentities, type IdentityPorts } from './identities';
import type { CleanDraft, CorrespondentStore, DraftChange, StoredDraft } from './ports';
import { bytesOf } from './send-draft';
import type { Writer } from './writer';

export interface SavePorts extends DraftFilePorts, IdentityPorts {
  clean: CleanDraft;
  correspondents: CorrespondentStore;
  isReadable(record: RecordRef, writer: Writer): Promise<boolean>;
}

/**
 * Rejects with `conflict` when it was saved meanwhile, with `not-found` for a record the person does not read. HTML is cleaned, and the text that is sent beside it is made from it. Whoever
 * chooses another account without sending the text along has its signature exchanged here.
 */
export async function saveDraft(ports: SavePorts, writer: Writer, draft: StoredDraft, input: SaveDraftInput): Promise<StoredDraft> {
  const { version, html, text, ...rest } = input;
  if (input.record != null && !(await ports.isReadable(input.record, writer))) throw missing('record');
  const change: DraftChange = { ...rest };
  const plain = input.plain ?? draft.plain;
  const moves = input.accountId !== undefined && input.accountId !== draft.accountId;
  const identities = moves ? await listIdentities(ports, writer.userId) : [];
  if (plain) {
    change.html = '';
    change.text = text ?? (moves ? await movedText(ports, draft, input.accountId!, identities) : draft.text);
  } else if (html !== undefined || moves) {
    const signature = moves ? identityOfAccount(identities, input.accountId!).signatureHtml : '';
    const cleaned = await ports.clean(html ?? withSignature(draft.html, signature), { parts: {}, attachments: await contentIds(ports, draft.id, html ?? '') });
    Object.assign(change, cleaned);
  }
  if (moves) identityOfAccount(identities, input.accountId!);
  return ports.drafts.save(writer.userId, draft.id, version, change);
}

async function movedText({ clean }: SavePorts, draft: StoredDraft, accountId: string, identities: Awaited<ReturnType<typeof listIdentities>>): Promise<string> {
  const textOf = async (signatureHtml: string): Promise<string> => (await clean(signatureHtml, { parts: {}, attachments: {} })).text;
  const former = identities.find((identity) => identity.accountId === draft.accountId)?.signatureHtml ?? '';
  return withTextSignature(draft.text, await textOf(former), await textOf(identityOfAccount(identities, accountId).signatureHtml));
}

/** Of the draft's pictures, where the HTML names some by their address. */
async function contentIds({ drafts }: Pick<SavePorts, 'drafts'>, draftId: string, html: string): Promise<Record<string, string>> {
  if (!html.includes('/attachments/')) return {};
  return Object.fromEntries((await drafts.files(draftId)).flatMap(({ id, contentId }) => (contentId === null ? [] : [[id, contentId]])));
}

/** What one may have overlooked. */
export async function checkSaved(ports: SavePorts, writer: Writer, draft: StoredDraft): Promise<DraftCheckDto> {
  const files = await ports.drafts.files(draft.id);
  const identity = (await listIdentities(ports, writer.userId)).find(({ accountId }) => accountId === draft.accountId);
  const addresses = [...draft.to, ...draft.cc, ...draft.bcc].flatMap(({ address }) => normalizeAddress(address) ?? []);
  const own = draft.plain ? ownText(draft.text) : (await ports.clean(ownHtml(draft.html), { parts: {}, attachments: {} })).text;
  const bytes = bytesOf(draft, files);
  const warnings = checkDraft({
    ...draft, ownText: own, attachments: files.filter(({ inline }) => !inline).length, bytes, maxBytes: identity?.maxBytes ?? ports.maxSendBytes, failing: await ports.correspondents.failing(addresses),
  });
  return { warnings, bytes };
}
