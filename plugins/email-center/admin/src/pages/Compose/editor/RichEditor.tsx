import type { Editor } from '@tiptap/core';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { useText } from '../../../text/text';
import { createEditor } from './create-editor';
import type { EditorHandle } from './handle';
import { setSignature } from './signature';
import { Page, Sheet } from './sheet';
import { Toolbar } from './Toolbar';

export interface RichEditorProps {
  html: string;
  /** When it changes, `html` takes the place of what is in the editor. */
  revision: number;
  label: string;
  /** Begin with the cursor at its start. */
  autoFocus?: boolean;
  handle?: Ref<EditorHandle>;
  pictureOf(contentId: string): Promise<string | null>;
  onChange(html: string): void;
  onFiles(files: File[]): void;
  onPictures?: (files: File[]) => void;
  onSend(): void;
}

const handleOf = (editor: Editor, wasThere: () => boolean): EditorHandle => ({
  focus: (place) => void editor.commands.focus(place),
  insertHtml: (html) => {
    if (!wasThere()) editor.commands.setTextSelection(1);
    editor.chain().focus().insertContent(html).run();
  },
  insertPicture: (contentId, name) => void editor.chain().focus().insertContent({ type: 'image', attrs: { src: `cid:${contentId}`, alt: name } }).run(),
  setSignature: (html) => setSignature(editor, html),
});

const NOT_YET: EditorHandle = { focus: () => undefined, insertHtml: () => undefined, insertPicture: () => undefined, setSignature: () => undefined };

/** The editor of formatted text with its toolbar; everything it needs is in this chunk. */
export default function RichEditor(props: RichEditorProps) {
  const { html, revision, handle, onPictures } = props;
  const text = useText();
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const visited = useRef(false);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [linkOpen, setLinkOpen] = useState(false);
  const words = { show: text('write.original.show'), hide: text('write.original.hide'), edit: text('write.original.edit'), remove: text('write.original.remove'), frame: text('write.original') };
  const firstWords = useRef(words);
  useEffect(() => {
    if (!place.current) return undefined;
    const created = createEditor({
      element: place.current, html: latest.current.html, label: latest.current.label, words: firstWords.current,
      pictureOf: (contentId) => latest.current.pictureOf(contentId), onChange: (changed) => latest.current.onChange(changed),
      onFiles: (files) => latest.current.onFiles(files), onSend: () => latest.current.onSend(), onLink: () => setLinkOpen(true),
    });
    created.on('focus', () => (visited.current = true));
    setEditor(created);
    if (latest.current.autoFocus) created.commands.focus('start');
    return () => {
      created.destroy();
      setEditor(null);
    };
  }, []);
  const shown = useRef(revision);
  useEffect(() => {
    if (editor === null || shown.current === revision) return;
    shown.current = revision;
    editor.commands.setContent(html, { emitUpdate: false });
  }, [editor, revision, html]);
  useImperativeHandle(handle, () => (editor === null ? NOT_YET : handleOf(editor, () => visited.current)), [editor]);
  return (
    <Sheet>
      <Page ref={place} onClick={(event) => event.target === event.currentTarget && editor?.commands.focus('end')} />
      {editor ? <Toolbar editor={editor} linkOpen={linkOpen} onLinkOpen={setLinkOpen} onPictures={onPictures} /> : null}
    </Sheet>
  );
}
