import { Node, type Editor } from '@tiptap/core';
import { DRAFT_MARKS } from '../../../../../shared/contracts';

const NAME = 'signature';

/** The account's signature, apart from what is written, so that another account's can take its place. */
export const Signature = Node.create({
  name: NAME,
  group: 'block',
  content: 'block+',
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: `div[${DRAFT_MARKS.signature}]`, priority: 100 }],
  renderHTML: () => ['div', { [DRAFT_MARKS.signature]: '' }, 0],
});

const marked = (html: string): string => `<div ${DRAFT_MARKS.signature}>${html}</div>`;

/** Puts `html` in the place of the signature; where there is none, before the original or at the end. '' takes it away. */
export function setSignature(editor: Editor, html: string): void {
  let found: { from: number; to: number } | null = null;
  let end = editor.state.doc.content.size;
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === NAME) found ??= { from: offset, to: offset + node.nodeSize };
    if (node.type.name === 'original') end = Math.min(end, offset);
  });
  const place: { from: number; to: number } = found ?? { from: end, to: end };
  if (html === '') {
    if (found !== null) editor.commands.deleteRange(place);
    return;
  }
  editor.commands.insertContentAt(place, marked(html), { updateSelection: false });
}
