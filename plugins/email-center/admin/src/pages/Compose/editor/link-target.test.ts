import { describe, expect, it } from 'vitest';
import { linkTarget } from './link-target';

describe('the address of a link', () => {
  it.each([
    ['example.de/stelle', 'https://example.de/stelle'],
    [' https://example.de/?q=1 ', 'https://example.de/?q=1'],
    ['http://example.de', 'http://example.de'],
    ['anna@example.de', 'mailto:anna@example.de'],
    ['mailto:anna@example.de', 'mailto:anna@example.de'],
    ['tel:+4940123', 'tel:+4940123'],
    ['example.de:8443/x', 'https://example.de:8443/x'],
  ])('is made whole: %s', (typed, href) => {
    expect(linkTarget(typed)).toBe(href);
  });
  it.each(['', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'zwei worte', 'stelle'])('is not made of %j', (typed) => {
    expect(linkTarget(typed)).toBeNull();
  });
});
