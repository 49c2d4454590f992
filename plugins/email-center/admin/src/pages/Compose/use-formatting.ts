import { useRef } from 'react';
import { htmlOfText, textOfHtml } from '../../text/text-of-html';
import { useText } from '../../text/text';
import { offerUndo } from '../Work/undo';
import type { DraftSession } from './draft-session';
import { useDraftState } from './draft-sessions';

/** What formatting there is to lose: more than paragraphs, breaks, and what holds the signature and the original. */
const hasFormatting = (html: string): boolean => /<(?!\/?(p|br|div)\b)[a-z]/i.test(html);

/** Between formatted and plain text; what was formatted comes back as long as the text was not changed meanwhile. */
export function useFormatting(session: DraftSession): { plain: boolean; toggle(): void } {
  const text = useText();
  const { fields } = useDraftState(session);
  const before = useRef<{ html: string; text: string } | null>(null);
  const toFormatted = () => {
    const now = session.snapshot().fields.text;
    session.replace({ plain: false, html: before.current?.text === now ? before.current.html : htmlOfText(now), text: '' });
  };
  const toPlain = () => {
    const { html } = fields;
    const plainText = textOfHtml(html);
    before.current = { html, text: plainText };
    session.replace({ plain: true, text: plainText, html: '' });
    if (hasFormatting(html)) offerUndo(text('write.plain.lost'), async () => toFormatted());
  };
  return { plain: fields.plain, toggle: fields.plain ? toFormatted : toPlain };
}
