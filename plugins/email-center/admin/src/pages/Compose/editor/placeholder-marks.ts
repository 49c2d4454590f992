import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

const PLACEHOLDER = /\{\{\s*[\w.]+\s*\}\}/g;

function marksOf(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((node, position) => {
    for (const match of node.isText ? (node.text ?? '').matchAll(PLACEHOLDER) : []) {
      found.push(Decoration.inline(position + match.index, position + match.index + match[0].length, { class: 'placeholder' }));
    }
  });
  return DecorationSet.create(doc, found);
}

/** Shows `{{placeholders}}` as what they are, so that none goes out by mistake. */
export const PlaceholderMarks = Extension.create({
  name: 'placeholderMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      state: { init: (_config, { doc }) => marksOf(doc), apply: (transaction, before) => (transaction.docChanged ? marksOf(transaction.doc) : before) },
      props: {
        decorations(state) {
          return this.getState(state);
        },
      },
    }),
  ],
});
