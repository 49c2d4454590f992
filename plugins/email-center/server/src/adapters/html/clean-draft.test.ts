import { describe, expect, it } from 'vitest';
import { cleanDraft } from './clean-draft';
import { draftText } from './draft-text';

const NONE = { parts: {}, attachments: {} };
const clean = (html: string, images = NONE) => cleanDraft(html, images).html;

describe('the HTML of a draft', () => {
  it.each([
    '<p>Hello <strong>bold</strong> <em>it</em> <u>u</u> <s>s</s></p>', '<h2 style="text-align: center">Title</h2>', '<ul><li><p>one</p></li></ul><ol start="3"><li>three</li></ol>',
    '<p><span style="color: #ff0000">red</span><mark>mark</mark></p>', '<blockquote><p>quoted</p></blockquote>', '<table><tbody><tr><td colspan="2" style="background-color: #eee">cell</td></tr></tbody></table>',
    '<p><img alt="x" width="100" src="cid:abc@draft" /></p>', '<a href="https://firm.test/x?a=1&amp;b=2">link</a>', '<div data-email-signature>Petra</div><div data-email-quote><p>x</p></div>', 'a<br />b<hr />',
    '<p style="font-family: Arial; font-size: 14px; text-align: right">x</p>',
  ])('stays as the editor makes it: %s', (html) => {
    expect(clean(html)).toBe(html);
  });

  it.each([
    ['scripts', '<script>alert(1)</script><p>x</p>', '<p>x</p>'],
    ['handlers of events', '<p onclick="x()" onmouseover="y()">x</p>', '<p>x</p>'],
    ['links that run something', '<a href="java&#10;script:alert(1)">x</a>', '<a>x</a>'],
    ['remote images', '<p>x<img src="https://track.test/1.gif"></p>', '<p>x</p>'],
    ['remote backgrounds', '<div style="background: url(https://track.test/1.gif); color: red">x</div>', '<div style="color: red">x</div>'],
    ['overlays', '<div style="position: fixed; top: 0">x</div>', '<div>x</div>'],
    ['forms and frames', '<form action="https://x.test"><input value="a">x</form><iframe src="https://x.test"></iframe>', 'x'],
    ['styles for all', '<style>p{display:none}</style><p class="y" id="z">x</p>', '<p>x</p>'],
    ['vector images', '<img src="data:image/svg+xml;base64,AAAA"><svg onload="x()"><p>y</p></svg>', '<p>y</p>'],
    ['images by addresses of this panel', '<img src="/admin/logo.png">', ''],
    ['marks on anything but divisions', '<p data-email-quote="x" data-other="y">x</p>', '<p>x</p>'],
  ])('loses %s', (_what, html, left) => {
    expect(clean(html)).toBe(left);
  });

  it('names images of the original and of its own attachments by Content-ID', () => {
    const images = { parts: { '1.2': 'p@draft' }, attachments: { 'a-1': 'a@draft' } };
    expect(clean('<img data-part="1.2" alt="logo"><img data-part="9"><img src="/email-center/drafts/d/attachments/a-1?x=1"><img src="/email-center/drafts/d/attachments/other">', images)).toBe('<img alt="logo" src="cid:p@draft" /><img src="cid:a@draft" />');
  });

  it('is not changed by being cleaned again', () => {
    const once = clean('<body bgcolor="#fff"><p style="color:red;background:url(x)">a<p>b<div data-email-quote>c<blockquote>d');
    expect(clean(once)).toBe(once);
  });

  it('is cleaned in a time that grows with its length, however deep it nests', () => {
    const nested = cleanDraft('<div>'.repeat(50_000) + 'x', NONE);
    expect(nested.text).toBe('x\n');
  });
});

describe('the plain text of a draft', () => {
  it.each([
    ['<p>One</p><p>Two<br>three</p>', 'One\n\nTwo\nthree\n'],
    ['<div>One</div><div>Two</div>', 'One\nTwo\n'],
    ['<p>Hello</p><p></p><p>there</p>', 'Hello\n\nthere\n'],
    ['<p>List:</p><ul><li><p>a</p></li><li><p>b</p><ol><li>c</li><li>d</li></ol></li></ul><p>end</p>', 'List:\n\n- a\n- b\n  1. c\n  2. d\n\nend\n'],
    ['<p>See <a href="https://firm.test/jobs">our jobs</a>, <a href="https://www.firm.test/">firm.test</a>, <a href="mailto:a@b.test">a@b.test</a></p>', 'See our jobs <https://firm.test/jobs>, firm.test, a@b.test\n'],
    ['<p>a &lt; b &amp; c&nbsp;d\n  e</p>', 'a < b & c d e\n'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>', 'a   b\nc   d\n'],
    ['<p>x</p><div data-email-signature=""><p>Petra</p></div>', 'x\n\n-- \nPetra\n'],
    ['<p>x</p><div data-email-signature=""><p>Petra</p></div><div data-email-quote=""><p>A wrote:</p><blockquote>y</blockquote></div>', 'x\n\nPetra\n\nA wrote:\n\n> y\n'],
    ['<p>x</p><pre>a\n  b</pre><p>y</p>', 'x\n\na\n  b\n\ny\n'],
    ['<p>Logo <img src="cid:x" alt="Our logo" /></p><hr /><p>x</p>', 'Logo [Our logo]\n\n---\n\nx\n'],
    ['<p>x</p><div data-email-quote=""><p>On Monday, A wrote:</p><blockquote><p>one</p><p>two</p><blockquote>three</blockquote></blockquote></div>', 'x\n\nOn Monday, A wrote:\n\n> one\n>\n> two\n>\n>> three\n'],
    ['', ''],
  ])('of %s', (html, text) => {
    expect(draftText(html)).toBe(text);
  });
});
