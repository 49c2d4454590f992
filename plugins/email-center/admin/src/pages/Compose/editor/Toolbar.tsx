import { Popover } from '@strapi/design-system';
import { Bold, BulletList, HeadingTwo, Image, Italic, Link, Minus, NumberList, Quotes, StrikeThrough, Underline } from '@strapi/icons';
import type { Editor } from '@tiptap/core';
import { useEffect, useRef, useState, type ChangeEvent, type ComponentType, type KeyboardEvent, type SVGProps } from 'react';
import { styled } from 'styled-components';
import { useText, type TextKey } from '../../../text/text';
import { LinkForm } from './LinkForm';

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 0.2rem;
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  border-top: 1px solid ${({ theme }) => theme.colors.neutral150};
  background: ${({ theme }) => theme.colors.neutral0};
  input[type='file'] { display: none; }
`;
const Tool = styled.button`
  display: inline-flex;
  align-items: center;
  justify-content: center;
  width: 2.8rem;
  height: 2.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral600};
  svg { width: 1.6rem; height: 1.6rem; }
  &:hover { background: ${({ theme }) => theme.colors.neutral100}; }
  &[aria-pressed='true'] { color: ${({ theme }) => theme.colors.primary700}; background: ${({ theme }) => theme.colors.primary100}; }
  &:focus-visible { outline: 2px solid ${({ theme }) => theme.colors.primary600}; outline-offset: -1px; }
`;

interface Step {
  name: 'bold' | 'italic' | 'underline' | 'strike' | 'heading' | 'bulletList' | 'orderedList' | 'blockquote';
  icon: ComponentType<SVGProps<SVGSVGElement>>;
  run(editor: Editor): boolean;
}
const STEPS: Step[] = [
  { name: 'bold', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'underline', icon: Underline, run: (editor) => editor.chain().focus().toggleUnderline().run() },
  { name: 'strike', icon: StrikeThrough, run: (editor) => editor.chain().focus().toggleStrike().run() },
  { name: 'heading', icon: HeadingTwo, run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run() },
  { name: 'bulletList', icon: BulletList, run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: NumberList, run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', icon: Quotes, run: (editor) => editor.chain().focus().toggleBlockquote().run() },
];

/** Names of what is on where the cursor is; a string, so that equal states are equal. */
const activeOf = (editor: Editor): string => [...STEPS.map(({ name }) => name), 'link'].filter((name) => editor.isActive(name)).join(' ');

function useActive(editor: Editor): ReadonlySet<string> {
  const [active, setActive] = useState('');
  useEffect(() => {
    const read = () => setActive(activeOf(editor));
    read();
    editor.on('transaction', read);
    return () => void editor.off('transaction', read);
  }, [editor]);
  return new Set(active.split(' '));
}

/** One stop of the Tab key; the arrows walk within (WAI-ARIA toolbar). */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  const tools = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-tool]')];
  const at = tools.findIndex((tool) => tool === document.activeElement);
  if (step === 0 || at < 0) return;
  event.preventDefault();
  const next = tools[(at + step + tools.length) % tools.length];
  for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
  next?.focus();
}

interface Props {
  editor: Editor;
  linkOpen: boolean;
  onLinkOpen(open: boolean): void;
  /** Left out where there is nowhere to put a picture. */
  onPictures?: (files: File[]) => void;
}

function PictureTool({ onPictures }: { onPictures: (files: File[]) => void }) {
  const text = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    onPictures([...(target.files ?? [])]);
    target.value = '';
  };
  return (
    <>
      <Tool type="button" data-tool tabIndex={-1} aria-label={text('write.tool.picture')} title={text('write.tool.picture')} onClick={() => chooser.current?.click()}><Image aria-hidden /></Tool>
      <input ref={chooser} type="file" accept="image/png,image/jpeg,image/gif,image/webp" multiple aria-hidden tabIndex={-1} onChange={choose} />
    </>
  );
}

/** What can be done with the text, each with whether it is on where the cursor is. */
export function Toolbar({ editor, linkOpen, onLinkOpen, onPictures }: Props) {
  const text = useText();
  const active = useActive(editor);
  const link = active.has('link');
  return (
    <Bar role="toolbar" aria-label={text('write.tools')} onKeyDown={walk}>
      {STEPS.map(({ name, icon: Icon, run }, index) => {
        const label = text(`write.tool.${name}` as TextKey);
        return (
          <Tool key={name} type="button" data-tool tabIndex={index === 0 ? 0 : -1} aria-label={label} title={label} aria-pressed={active.has(name)} onMouseDown={(event) => event.preventDefault()} onClick={() => run(editor)}>
            <Icon aria-hidden />
          </Tool>
        );
      })}
      <Popover.Root open={linkOpen} onOpenChange={onLinkOpen}>
        <Popover.Trigger>
          <Tool type="button" data-tool tabIndex={-1} aria-label={text('write.tool.link')} title={text('write.tool.link')} aria-pressed={link}><Link aria-hidden /></Tool>
        </Popover.Trigger>
        <Popover.Content align="start" side="top" aria-label={text('write.tool.link')}>{linkOpen ? <LinkForm editor={editor} onDone={() => onLinkOpen(false)} /> : null}</Popover.Content>
      </Popover.Root>
      {onPictures ? <PictureTool onPictures={onPictures} /> : null}
      <Tool type="button" data-tool tabIndex={-1} aria-label={text('write.tool.clear')} title={text('write.tool.clear')} onClick={() => editor.chain().focus().unsetAllMarks().clearNodes().run()}><Minus aria-hidden /></Tool>
    </Bar>
  );
}
