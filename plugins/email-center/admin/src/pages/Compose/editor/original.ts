import { Node } from '@tiptap/core';
import type { Editor } from '@tiptap/core';
import { DRAFT_MARKS } from '../../../../../shared/contracts';
import { estimatedHeight, mailDocument } from '../../../text/mail-document';

/** Words of the buttons around a folded original. */
export interface OriginalWords {
  show: string;
  hide: string;
  edit: string;
  remove: string;
  frame: string;
}

export interface OriginalOptions {
  words: OriginalWords;
  /** The picture of a `cid:` address as a data: URL; null when it cannot be had. */
  pictureOf(contentId: string): Promise<string | null>;
}

const NAME = 'original';

/** Built where nothing is loaded and no handler runs, whatever stands in it. */
function inert(html: string): HTMLElement {
  const element = document.implementation.createHTMLDocument('').createElement('div');
  element.innerHTML = html;
  return element;
}

async function withPictures(html: string, pictureOf: OriginalOptions['pictureOf']): Promise<string> {
  const element = inert(html);
  await Promise.all([...element.querySelectorAll('img[src^="cid:"]')].map(async (image) => {
    const source = await pictureOf((image.getAttribute('src') ?? '').slice('cid:'.length));
    if (source !== null) image.setAttribute('src', source);
  }));
  return element.innerHTML;
}

/** Shows the original in a frame as closed as the reader's: somebody else wrote it. */
function frameOf(html: string, title: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox');
  frame.referrerPolicy = 'no-referrer';
  frame.title = title;
  frame.style.height = `${estimatedHeight(html)}px`;
  frame.srcdoc = mailDocument(html, new Map(), false);
  return frame;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  element.addEventListener('click', act);
  return element;
}

/** The original as text of one's own: what the editor does not know (tables, colours) goes. */
function edit(editor: Editor, at: number | undefined, html: string): void {
  if (at === undefined) return;
  editor.chain().focus().deleteRange({ from: at, to: at + 1 }).insertContentAt(at, `<blockquote>${html}</blockquote>`).run();
}

/**
 * The message that is answered or forwarded, kept exactly as it is: an editor's own words for HTML would lose its tables and colours. It is folded
 * behind "…"; unfolded it can be turned into text to work on, or removed.
 */
export const Original = Node.create<OriginalOptions>({
  name: NAME,
  group: NAME,
  atom: true,
  selectable: true,
  draggable: false,

  addOptions: () => ({ words: { show: '…', hide: '…', edit: '', remove: '', frame: '' }, pictureOf: async () => null }),
  addAttributes: () => ({ html: { default: '', parseHTML: (element: HTMLElement) => element.innerHTML, rendered: false } }),
  parseHTML: () => [{ tag: `div[${DRAFT_MARKS.quote}]`, priority: 100 }],
  renderHTML({ node }) {
    const dom = inert(String(node.attrs.html));
    dom.setAttribute(DRAFT_MARKS.quote, '');
    return { dom };
  },

  addNodeView() {
    const { words, pictureOf } = this.options;
    return ({ node, editor, getPos }) => {
      const html = String(node.attrs.html);
      const dom = document.createElement('div');
      dom.className = 'original';
      dom.contentEditable = 'false';
      const tools = document.createElement('div');
      const toggle = button('…', () => (dom.querySelector('iframe') ? fold() : void unfold()));
      const fold = () => {
        dom.querySelector('iframe')?.remove();
        tools.replaceChildren(toggle);
        toggle.setAttribute('aria-expanded', 'false');
        toggle.setAttribute('aria-label', words.show);
        toggle.title = words.show;
      };
      const unfold = async () => {
        toggle.setAttribute('aria-expanded', 'true');
        toggle.setAttribute('aria-label', words.hide);
        toggle.title = words.hide;
        const frame = frameOf(await withPictures(html, pictureOf), words.frame);
        tools.append(
          button(words.edit, () => edit(editor, getPos(), html)),
          button(words.remove, () => {
            const at = getPos();
            if (at !== undefined) editor.chain().focus().deleteRange({ from: at, to: at + 1 }).run();
          })
        );
        dom.append(frame);
      };
      dom.append(tools);
      fold();
      // The frame and the buttons are the browser's business, not the editor's.
      return { dom, stopEvent: (event: Event) => event.target !== dom, ignoreMutation: () => true };
    };
  },
});
