import { Button, Field, Flex } from '@strapi/design-system';
import type { Editor } from '@tiptap/core';
import { useState, type FormEvent } from 'react';
import { useText } from '../../../text/text';
import { linkTarget } from './link-target';

/** Where the chosen words lead. */
export function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const text = useText();
  const before = String(editor.getAttributes('link').href ?? '');
  const [typed, setTyped] = useState(before);
  const [wrong, setWrong] = useState(false);
  const apply = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const href = linkTarget(typed);
    setWrong(href === null);
    if (href === null) return;
    const { from, to } = editor.state.selection;
    const chain = editor.chain().focus().extendMarkRange('link');
    // Without chosen words the address itself is what is read.
    if (from === to && before === '') chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    onDone();
  };
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    onDone();
  };
  return (
    <form onSubmit={apply} noValidate>
      <Flex direction="column" alignItems="stretch" gap={3} padding={4} width="min(34rem, 90vw)">
        <Field.Root name="href" error={wrong ? text('write.link.wrong') : undefined}>
          <Field.Label>{text('write.link.address')}</Field.Label>
          <Field.Input type="url" autoComplete="off" autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} />
          <Field.Error />
        </Field.Root>
        <Flex gap={2}>
          <Button type="submit" size="S">{text('write.link.apply')}</Button>
          {before === '' ? null : <Button type="button" size="S" variant="tertiary" onClick={remove}>{text('write.link.remove')}</Button>}
        </Flex>
      </Flex>
    </form>
  );
}
