import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { styled } from 'styled-components';
import type { FilledTemplateDto, IdentityDto, OutboxItemDto, RecipientDto } from '../../../../shared/contracts';
import { draftImage } from '../../api/draft-requests';
import { useIdentitiesQuery } from '../../api/writing-api';
import { useText } from '../../text/text';
import { Attachments } from './Attachments';
import type { DraftSession } from './draft-session';
import { useDraftState } from './draft-sessions';
import { DraftHead } from './DraftHead';
import { DraftTools } from './DraftTools';
import { DropArea } from './DropArea';
import type { EditorHandle } from './editor/handle';
import { FilledNote } from './FilledNote';
import { SaveTrouble } from './SaveNote';
import { SendTrouble } from './SendButton';
import { TextField } from './TextField';
import { isUploading } from './uploads';
import { useSending } from './use-sending';
import { useUploads } from './use-uploads';

const Column = styled.div`
  display: flex;
  flex-direction: column;
  flex: 1;
  min-height: 0;
  min-width: 0;
`;

/** Octets of a message where the account has not said its limit yet. */
const USUAL_LIMIT = 25 * 1024 * 1024;
const isPicture = ({ type }: File): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);

/** Pictures of the draft by their Content-ID, each fetched once. */
function usePictures(session: DraftSession): (contentId: string) => Promise<string | null> {
  return useMemo(() => {
    const fetched = new Map<string, Promise<string | null>>();
    return (contentId) => {
      const { id, attachments } = session.snapshot().draft;
      const file = attachments.find((one) => one.contentId === contentId);
      if (file === undefined) return Promise.resolve(null);
      const known = fetched.get(file.id) ?? draftImage(id, file.id, new AbortController().signal).catch(() => null);
      fetched.set(file.id, known);
      return known;
    };
  }, [session]);
}

/** Addresses whose mail comes back, of all people that were found while typing. */
function useFailing(): { failing: ReadonlySet<string>; onSeen(found: readonly RecipientDto[]): void } {
  const [failing, setFailing] = useState<ReadonlySet<string>>(() => new Set());
  const onSeen = useCallback((found: readonly RecipientDto[]) => {
    const more = found.filter((one) => one.failing).map(({ address }) => address.toLowerCase());
    if (more.length > 0) setFailing((before) => (more.every((one) => before.has(one)) ? before : new Set([...before, ...more])));
  }, []);
  return { failing, onSeen };
}

interface Props {
  session: DraftSession;
  autoFocus: boolean;
  onClosed(): void;
  onSent(item: OutboxItemDto): void;
}

/** Everything about one message: from whom, to whom, what, which files, and the way to send it. */
export function DraftForm({ session, autoFocus, onClosed, onSent }: Props) {
  const text = useText();
  const state = useDraftState(session);
  const { draft, fields, save } = state;
  const { data: identities = [] } = useIdentitiesQuery();
  const identity: IdentityDto | undefined = identities.find(({ accountId }) => accountId === fields.accountId);
  const editor = useRef<EditorHandle>(null);
  const [filled, setFilled] = useState<FilledTemplateDto | null>(null);
  const uploads = useUploads(session);
  const sending = useSending(session, isUploading(uploads.uploads), onSent);
  const pictureOf = usePictures(session);
  const people = useFailing();

  const addPictures = (files: File[]) => {
    for (const file of files) void uploads.upload(file, true).then((attached) => attached?.contentId && editor.current?.insertPicture(attached.contentId, attached.filename));
  };
  const addFiles = (files: File[]) => {
    for (const file of files) void uploads.upload(file, false);
  };
  const addIntoText = (files: File[]) => {
    const pictures = fields.plain ? [] : files.filter(isPicture);
    addPictures(pictures);
    addFiles(files.filter((file) => !pictures.includes(file)));
  };
  const useTemplate = (template: FilledTemplateDto) => {
    if (fields.subject === '' && template.subject !== '') session.change({ subject: template.subject });
    editor.current?.insertHtml(template.html);
    setFilled(template.missing.length > 0 ? template : null);
  };
  const changeIdentity = (next: IdentityDto) => {
    session.change({ accountId: next.accountId });
    if (next.signatureHtml !== identity?.signatureHtml) editor.current?.setSignature(next.signatureHtml);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    void sending.send(null);
  };
  const why = identity && !identity.ready ? (identity.why ?? text('write.not-ready')) : null;
  const focusesText = draft.kind === 'reply' || draft.kind === 'reply-all';
  return (
    <DropArea onFiles={addFiles} onKeyDown={onKeyDown}>
      <Column data-draft={draft.id}>
        <SaveTrouble session={session} save={save} onClosed={onClosed} />
        <DraftHead session={session} identities={identities} onIdentity={changeIdentity} people={people} autoFocus={autoFocus && !focusesText} />
        <TextField
          ref={editor} session={session} autoFocus={autoFocus && focusesText} pictureOf={pictureOf} onFiles={addIntoText} onPictures={addPictures} onSend={() => void sending.send(null)}
        />
        {filled ? <FilledNote filled={filled} onClose={() => setFilled(null)} /> : null}
        <Attachments draftId={draft.id} attachments={draft.attachments} uploads={uploads} maxBytes={identity?.maxBytes ?? USUAL_LIMIT} />
        <SendTrouble sending={sending} why={why} />
        <DraftTools session={session} sending={sending} why={why} uploads={uploads} onFiles={addFiles} onTemplate={useTemplate} onClosed={onClosed} />
      </Column>
    </DropArea>
  );
}
