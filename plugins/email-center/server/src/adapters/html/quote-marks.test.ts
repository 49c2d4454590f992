import { describe, expect, it } from 'vitest';
import { sanitizeBody } from './sanitize-body';

const clean = (html: string) => sanitizeBody(html, { inline: {}, allowRemote: false }).html;

describe('the mark of a quotation', () => {
  it.each([
    ['Gmail', '<div class="gmail_quote gmail_quote_container">x</div>', 'whole'],
    ['Apple Mail', '<blockquote type="cite">x</blockquote>', 'whole'],
    ['Yahoo', '<div id="ydp1" class="yahoo_quoted">x</div>', 'whole'],
    ['GMX', '<div name="quote" style="margin: 10px">x</div>', 'whole'],
    ['Outlook on the web', '<div id="divRplyFwdMsg" dir="ltr">x</div>', 'rest'],
    ['Outlook on the web, quoted by itself', '<div id="x_divRplyFwdMsg">x</div>', 'rest'],
    ['Outlook', '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">x</div>', 'rest'],
    ['Thunderbird', '<div class="moz-cite-prefix">x</div>', 'introduction'],
  ])('stays of what %s sends', (_program, html, mark) => {
    expect(clean(html)).toContain(`data-quote="${mark}"`);
  });

  it('is not given to a quotation from elsewhere, nor to a forwarded message', () => {
    expect(clean('<blockquote><p>A saying.</p></blockquote><div class="moz-forward-container">x</div>')).not.toContain('data-quote');
  });

  it('cannot be given by the sender', () => {
    expect(clean('<p data-quote="rest">x</p>')).toBe('<p>x</p>');
  });
});
