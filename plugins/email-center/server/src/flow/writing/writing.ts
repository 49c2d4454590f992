/** Writing as the edge calls it: identities, people, drafts and their files, templates. */
import type {
  AttachInput, BeginDraftInput, DraftAttachmentDto, DraftCheckDto, DraftDto, DraftPageDto, IdentityDto, RecipientDto, SaveDraftInput, SendDraftInput,
} from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import type { RecordNames } from '../queries';
import { attachKnown, type AttachPorts } from './attach';
import { beginDraft, missing, type BeginPorts } from './begin-draft';
import { discardDraft } from './discard-draft';
import { addFile, discardFiles, sweepLeftOvers } from './draft-files';
import { toAttachment, toDraftDto, toDraftPage } from './draft-dto';
import { listIdentities } from './identities';
import { completeRecipients, type RecipientPorts } from './recipients';
import type { DraftRecordPorts } from './draft-records';
import type { DraftFile, StoredDraft } from './ports';
import { checkSaved, saveDraft } from './save-draft';
import { reopenStuck, sendDraft, type SendPorts } from './send-draft';
import { createTemplates, type Templates } from './templates';
import type { Writer } from './writer';

export type WritingPorts = BeginPorts & AttachPorts & RecipientPorts & SendPorts & DraftRecordPorts & { recordNames: RecordNames };

/** Every call takes the writer: of drafts nobody but their author finds any. */
export interface Writing {
  identities(writer: Writer): Promise<IdentityDto[]>;
  recipients(writer: Writer, q: string): Promise<RecipientDto[]>;
  drafts: {
    list(writer: Writer, page: { cursor?: string; limit: number }): Promise<DraftPageDto>;
    begin(writer: Writer, input: BeginDraftInput): Promise<DraftDto>;
    load(writer: Writer, id: string): Promise<DraftDto>;
    save(writer: Writer, id: string, input: SaveDraftInput): Promise<DraftDto>;
    remove(writer: Writer, id: string): Promise<void>;
    check(writer: Writer, id: string): Promise<DraftCheckDto>;
    /** Resolves with the id in the outbox. */
    send(writer: Writer, id: string, input: SendDraftInput): Promise<string>;
    upload(writer: Writer, id: string, file: { filename: string; contentType: string | null; inline: boolean; octets: AsyncIterable<Uint8Array> }): Promise<DraftAttachmentDto>;
    attach(writer: Writer, id: string, input: AttachInput): Promise<DraftAttachmentDto>;
    detach(writer: Writer, id: string, file: string): Promise<void>;
    open(writer: Writer, id: string, file: string): Promise<DraftAttachmentDto & { content: AsyncIterable<Uint8Array> }>;
  };
  templates: Templates;
  /** Puts right what processes that died left behind: files nobody has, drafts that went nowhere. Resolves with how many of each. */
  sweep(): Promise<{ files: number; drafts: number }>;
}

export function createWriting(ports: WritingPorts): Writing {
  const openDraft = async (writer: Writer, id: string): Promise<StoredDraft> => {
    const draft = await ports.drafts.load(writer.userId, id);
    if (draft === null || draft.state !== 'open') throw missing('draft');
    return draft;
  };
  const shown = async (writer: Writer, draft: StoredDraft): Promise<DraftDto> => toDraftDto(ports, writer, draft, await ports.drafts.files(draft.id));
  return {
    identities: (writer) => listIdentities(ports, writer.userId),
    recipients: (writer, q) => completeRecipients(ports, writer, q),
    drafts: {
      list: async (writer, page) => toDraftPage(ports, writer, await ports.drafts.list(writer.userId, page)),
      begin: async (writer, input) => shown(writer, await beginDraft(ports, writer, input)),
      load: async (writer, id) => shown(writer, await openDraft(writer, id)),
      save: async (writer, id, input) => shown(writer, await saveDraft(ports, writer, await openDraft(writer, id), input)),
      remove: (writer, id) => discardDraft(ports, writer.userId, id),
      check: async (writer, id) => checkSaved(ports, writer, await openDraft(writer, id)),
      send: (writer, id, input) => sendDraft(ports, writer, id, input),
      ...filesOf(ports, openDraft),
    },
    templates: createTemplates(ports),
    sweep: async () => ({ drafts: await reopenStuck(ports), files: await sweepLeftOvers(ports) }),
  };
}

type FileCalls = Pick<Writing['drafts'], 'upload' | 'attach' | 'detach' | 'open'>;

function filesOf(ports: WritingPorts, openDraft: (writer: Writer, id: string) => Promise<StoredDraft>): FileCalls {
  const fileOf = async (writer: Writer, id: string, file: string): Promise<DraftFile> => {
    const { id: draftId } = await openDraft(writer, id);
    const found = (await ports.drafts.files(draftId)).find((one) => one.id === file);
    if (found === undefined) throw missing('attachment');
    return found;
  };
  return {
    async upload(writer, id, file) {
      const draft = await openDraft(writer, id);
      return toAttachment(await addFile(ports, draft.id, file, ports.maxSendBytes));
    },
    async attach(writer, id, input) {
      const draft = await openDraft(writer, id);
      return toAttachment(await attachKnown(ports, writer, draft.id, input, ports.maxSendBytes));
    },
    async detach(writer, id, file) {
      const dropped = await ports.drafts.drop(id, (await fileOf(writer, id, file)).id);
      if (dropped === null) throw new MailError({ kind: 'malformed', code: 'not-found', message: 'There is no such attachment.', remedier: 'owner' });
      await discardFiles(ports, [dropped]);
    },
    async open(writer, id, file) {
      const found = await fileOf(writer, id, file);
      return { ...toAttachment(found), content: await ports.draftBlobs.open(found.blobKey) };
    },
  };
}
