import { describe, expect, it } from 'vitest';
import { findDivision, QUOTE, SIGNATURE, withoutMarks } from './marks';
import { ownHtml, ownText, withSignature, withTextSignature } from './signature';

const quote = '<div data-email-quote=""><p>On … wrote:</p><blockquote><div>Hi</div></blockquote></div>';

describe('the signature of a draft', () => {
  it('stands above the quotation', () => {
    expect(withSignature(`<p></p>${quote}`, '<p>Petra</p>')).toBe(`<p></p><div data-email-signature=""><p>Petra</p></div>${quote}`);
  });

  it('stands at the end where nothing is quoted', () => {
    expect(withSignature('<p>Hello</p>', 'Petra')).toBe('<p>Hello</p><div data-email-signature="">Petra</div>');
  });

  it('is exchanged where it stands, divisions within it and all', () => {
    const draft = withSignature(`<p>Hello</p>${quote}`, '<div>Petra<div>Firm</div></div>');
    expect(withSignature(draft, 'Info')).toBe(`<p>Hello</p><div data-email-signature="">Info</div>${quote}`);
  });

  it('is taken away, and comes back above the quotation', () => {
    const draft = withSignature(`<p>Hello</p>${quote}`, 'Petra');
    const without = withSignature(draft, ' ');
    expect(without).toBe(`<p>Hello</p>${quote}`);
    expect(withSignature(without, 'Petra')).toBe(draft);
  });

  it('is not looked for in the quotation', () => {
    const earlier = '<div data-email-quote=""><blockquote><div data-email-signature="">Earlier</div></blockquote></div>';
    expect(withSignature(`<p>Hello</p>${earlier}`, 'Petra')).toBe(`<p>Hello</p><div data-email-signature="">Petra</div>${earlier}`);
  });

  it('of plain text stands below its delimiter, above the quotation', () => {
    const draft = withTextSignature('Hello\n\nOn Monday, Anna wrote:\n> Hi\n', '', 'Petra\nFirm');
    expect(draft).toBe('Hello\n\n-- \nPetra\nFirm\n\nOn Monday, Anna wrote:\n> Hi\n');
    expect(withTextSignature(draft, 'Petra\nFirm', 'Info')).toBe('Hello\n\n-- \nInfo\n\nOn Monday, Anna wrote:\n> Hi\n');
    expect(withTextSignature('Hello', '', 'Petra')).toBe('Hello\n\n-- \nPetra\n');
    expect(withTextSignature('Hello', '', '')).toBe('Hello');
  });

  it('of plain text leaves a sentence that ends with a colon where it is when nothing is quoted', () => {
    expect(withTextSignature('Two things:', '', 'Petra')).toBe('Two things:\n\n-- \nPetra\n');
  });
});

describe('what a person wrote themselves', () => {
  it('is neither signature nor quotation', () => {
    expect(ownHtml(withSignature(`<p>Hello</p>${quote}<p>below</p>`, 'Petra'))).toBe('<p>Hello</p><p>below</p>');
    expect(ownText('Hello\n> Hi\nthere\n-- \nPetra\nattached')).toBe('Hello\nthere');
    expect(ownText('See below\n---------- Forwarded message ----------\nattached')).toBe('See below');
  });
});

describe('the marks of divisions', () => {
  it('are found in any order of attributes', () => {
    expect(findDivision('a<div class="x" data-email-signature>s</div>', SIGNATURE)).toEqual({ start: 1, end: 44, inner: 's' });
    expect(findDivision('<div data-email-quote2="">s</div>', QUOTE)).toBeNull();
    expect(findDivision('<p data-email-quote="">s</p>', QUOTE)).toBeNull();
  });

  it('of a division that is not closed take all that follows', () => {
    expect(findDivision('<div data-email-quote="">one<div>two</div>', QUOTE)).toMatchObject({ end: 42, inner: 'one<div>two</div>' });
  });

  it('are not for recipients', () => {
    expect(withoutMarks(withSignature(`<p>data-email-quote=""</p>${quote}`, 'Petra'))).toBe('<p>data-email-quote=""</p><div>Petra</div><div><p>On … wrote:</p><blockquote><div>Hi</div></blockquote></div>');
  });
});
