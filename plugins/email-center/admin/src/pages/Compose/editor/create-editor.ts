import { Editor, Node } from '@tiptap/core';
import { DOMSerializer } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { DRAFT_MARKS } from '../../../../../shared/contracts';
import { Original, type OriginalWords } from './original';
import { cutOutPictures, pastedFiles, pictureNode } from './picture';
import { PlaceholderMarks } from './placeholder-marks';
import { Signature } from './signature';

export interface EditorSetup {
  element: HTMLElement;
  html: string;
  /** The name of the field for screen readers. */
  label: string;
  words: OriginalWords;
  pictureOf(contentId: string): Promise<string | null>;
  onChange(html: string): void;
  /** Files that were pasted or dropped into the text. */
  onFiles(files: File[]): void;
  /** Ctrl or Cmd with Enter. */
  onSend(): void;
  /** Ctrl or Cmd with K. */
  onLink(): void;
}

const Page = Node.create({ name: 'doc', topNode: true, content: '(block|original)+' });

const isPicture = ({ type }: File): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type);
const hasModifier = ({ ctrlKey, metaKey }: KeyboardEvent): boolean => ctrlKey || metaKey;

function pressed({ onSend, onLink }: EditorSetup, event: KeyboardEvent): boolean {
  if (!hasModifier(event)) return false;
  if (event.key === 'Enter') onSend();
  else if (event.key === 'k' && !event.shiftKey) onLink();
  else return false;
  event.preventDefault();
  return true;
}

/** An editor that knows what mail programs show: text, lists, quotations, links, pictures; and keeps an original as it is. */
export function createEditor(setup: EditorSetup): Editor {
  const { element, html, label, words, pictureOf, onChange, onFiles } = setup;
  return new Editor({
    element,
    content: html,
    injectCSS: true,
    extensions: [
      Page,
      StarterKit.configure({
        document: false, codeBlock: false, trailingNode: { notAfter: ['original', 'signature'] }, heading: { levels: [1, 2, 3] },
        link: { openOnClick: false, autolink: true, defaultProtocol: 'https', HTMLAttributes: { target: null, rel: null, class: null } },
      }),
      pictureNode({ pictureOf }), Signature, Original.configure({ words, pictureOf }), PlaceholderMarks,
    ],
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, 'data-compose-text': '' },
      handleKeyDown: (_view, event) => pressed(setup, event),
      handlePaste(_view, event) {
        const files = pastedFiles(event.clipboardData);
        if (files.length > 0) onFiles(files);
        return files.length > 0;
      },
      handleDrop(_view, event, _slice, moved) {
        const files = moved ? [] : [...(event.dataTransfer?.files ?? [])];
        if (files.length === 0 || !files.every(isPicture)) return false;
        event.preventDefault();
        // Pictures dropped into the text are shown there; other files go to the attachments, whose place is around this.
        event.stopPropagation();
        onFiles(files);
        return true;
      },
      transformPastedHTML(pasted) {
        const { html: kept, files } = cutOutPictures(pasted);
        if (files.length > 0) onFiles(files);
        return kept;
      },
    },
    onUpdate: ({ editor }) => onChange(htmlOf(editor)),
  });
}

/** What the editor holds. The original is not taken apart and put together again at every letter. */
export function htmlOf(editor: Editor): string {
  const page = document.implementation.createHTMLDocument('');
  const serializer = DOMSerializer.fromSchema(editor.schema);
  const parts: string[] = [];
  editor.state.doc.forEach((node) => {
    if (node.type.name === 'original') {
      parts.push(`<div ${DRAFT_MARKS.quote}="">${String(node.attrs.html)}</div>`);
      return;
    }
    const holder = page.createElement('div');
    holder.append(serializer.serializeNode(node, { document: page }));
    parts.push(holder.innerHTML);
  });
  return parts.join('');
}
