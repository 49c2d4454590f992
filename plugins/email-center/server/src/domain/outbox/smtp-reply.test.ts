import { describe, expect, it } from 'vitest';
import { decidePermanence, readReply } from './smtp-reply';

describe('a reply of the server', () => {
  it('is read with its enhanced code and as one line', () => {
    expect(readReply('550 5.1.1 <nobody@firm.example>: no such mailbox')).toEqual({ code: 550, enhanced: '5.1.1', text: '<nobody@firm.example>: no such mailbox' });
    expect(readReply('452-4.3.1 The disk\r\n452 4.3.1 is full')).toEqual({ code: 452, enhanced: '4.3.1', text: 'The disk is full' });
    expect(readReply('550 no')).toEqual({ code: 550, enhanced: '', text: 'no' });
    expect(readReply('hello')).toEqual({ code: 0, enhanced: '', text: 'hello' });
  });

  it.each([
    ['421 4.7.0 try later', 'transient'], ['450 4.2.1 greylisted', 'transient'], ['452 4.2.2 mailbox full', 'transient'],
    ['550 5.1.1 no such user', 'permanent'], ['552 5.3.4 too large', 'permanent'], ['554 5.7.1 spam', 'permanent'], ['550 no', 'permanent'],
    ['554 4.7.1 come back', 'transient'], ['not a reply', 'transient'],
  ])('of %s makes a failure %s', (response, permanence) => {
    expect(decidePermanence(readReply(response))).toBe(permanence);
  });

  it('that there are too many recipients lets the others wait for their turn', () => {
    expect(decidePermanence(readReply('552 too many recipients'), 'recipient')).toBe('transient');
    expect(decidePermanence(readReply('552 5.5.3 too many recipients'), 'recipient')).toBe('transient');
    expect(decidePermanence(readReply('552 5.2.2 mailbox full'), 'recipient')).toBe('permanent');
    expect(decidePermanence(readReply('552 too large'), 'message')).toBe('permanent');
  });
});
