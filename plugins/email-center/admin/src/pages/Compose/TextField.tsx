import { forwardRef, lazy, Suspense, useImperativeHandle, useRef, type ForwardedRef } from 'react';
import { styled } from 'styled-components';
import { Skeleton } from '../../components/Skeleton';
import { textOfHtml } from '../../text/text-of-html';
import { useText } from '../../text/text';
import type { DraftSession } from './draft-session';
import { useDraftState } from './draft-sessions';
import type { EditorHandle } from './editor/handle';
import { withSignature } from './plain-signature';

/** Loaded when somebody writes, not before: it is as large as the rest of the center. */
const RichEditor = lazy(() => import('./editor/RichEditor'));

const Plain = styled.textarea`
  flex: 1;
  min-height: 16rem;
  width: 100%;
  resize: none;
  border: 0;
  outline: none;
  padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
  font-family: ui-monospace, Menlo, Consolas, monospace;
  font-size: 1.3rem;
  line-height: 1.5;
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
`;

interface Props {
  session: DraftSession;
  autoFocus: boolean;
  pictureOf(contentId: string): Promise<string | null>;
  onFiles(files: File[]): void;
  onPictures(files: File[]): void;
  onSend(): void;
}

function PlainText({ session, autoFocus, handle }: Pick<Props, 'session' | 'autoFocus'> & { handle: ForwardedRef<EditorHandle> }) {
  const text = useText();
  const { fields } = useDraftState(session);
  const field = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(handle, () => {
    const insert = (more: string) => {
      const { text: now } = session.snapshot().fields;
      const { selectionStart: from = 0, selectionEnd: to = 0 } = field.current ?? {};
      session.change({ text: now.slice(0, from) + more + now.slice(to) });
    };
    return {
      focus: (place) => {
        field.current?.focus();
        const at = place === 'start' ? 0 : (field.current?.value.length ?? 0);
        field.current?.setSelectionRange(at, at);
      },
      insertHtml: (html) => insert(textOfHtml(html)),
      // Plain text shows no pictures; the file goes along all the same.
      insertPicture: (_contentId, name) => insert(`[${name}]`),
      setSignature: (html) => session.change({ text: withSignature(session.snapshot().fields.text, textOfHtml(html)) }),
    };
  }, [session]);
  return <Plain ref={field} aria-label={text('write.text')} autoFocus={autoFocus} value={fields.text} onChange={(event) => session.change({ text: event.target.value })} data-compose-text />;
}

/** The text of the message, formatted or plain. */
export const TextField = forwardRef<EditorHandle, Props>(function TextField({ session, autoFocus, ...editing }, handle) {
  const text = useText();
  const { fields, revision } = useDraftState(session);
  if (fields.plain) return <PlainText session={session} autoFocus={autoFocus} handle={handle} />;
  return (
    <Suspense fallback={<Skeleton rows={3} rowHeight={40} />}>
      <RichEditor handle={handle} html={fields.html} revision={revision} label={text('write.text')} autoFocus={autoFocus} onChange={(html) => session.change({ html })} {...editing} />
    </Suspense>
  );
});
