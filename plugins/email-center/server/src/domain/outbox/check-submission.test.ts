import { describe, expect, it } from 'vitest';
import { MailError } from '../mail/mail-error';
import { checkSize, checkSubmission, type Submitted } from './check-submission';

const person = (address: string, name = '') => ({ name, address });
const submitted = (change: Partial<Submitted> = {}): Submitted => ({
  from: person('me@firm.example', 'Me'), to: [person('anna@people.example')], cc: [], bcc: [], subject: 'Hello', inReplyTo: [], references: [], files: [], ...change,
});
const refusal = (change: Partial<Submitted>): MailError => {
  try {
    checkSubmission(submitted(change));
  } catch (error) {
    return error as MailError;
  }
  throw new Error('it was not refused');
};

describe('a message handed to the outbox', () => {
  it('goes to each mailbox once, whichever field names it and however', () => {
    const { recipients } = checkSubmission(submitted({ to: [person('Anna@people.example')], cc: [person('anna@PEOPLE.example'), person('b@x.example')], bcc: [person('b@x.example')] }));
    expect(recipients.map((one) => one.toLowerCase())).toEqual(['anna@people.example', 'b@x.example']);
  });

  it('keeps what stands before the @ and sends domains in their ASCII form', () => {
    const { to, needsUtf8 } = checkSubmission(submitted({ to: [person('Info@Müller.example')] }));
    expect(to).toEqual([person('Info@xn--mller-kva.example')]);
    expect(needsUtf8).toBe(false);
  });

  it('needs SMTPUTF8 only where a part before the @ is not ASCII', () => {
    expect(checkSubmission(submitted({ bcc: [person('jörg@people.example')] })).needsUtf8).toBe(true);
  });

  it.each([
    ['to', { to: [] }], ['to', { to: [person('nobody')] }], ['to', { to: [person('a@b@c.example')] }], ['to', { to: [person('<a@b.example>')] }], ['to', { to: [person('a@b.example, c@d.example')] }],
    ['cc', { cc: [person('a@b.example\r\nBcc: c@d.example')] }], ['cc', { cc: [person('a@b.example', 'A\nBcc: c@d.example')] }], ['subject', { subject: 'Hello\r\nBcc: c@d.example' }],
    ['from', { from: person('me@firm.example', 'Me\r\nX: y') }], ['to', { to: [person(`${'a'.repeat(65)}@b.example`)] }],
    ['files', { files: [{ filename: 'a\r\nb', contentType: 'text/plain', size: 1, contentId: null }] }], ['files', { files: [{ filename: 'a', contentType: 'text/plain\r\nX: y', size: 1, contentId: null }] }],
    ['files', { files: [{ filename: 'a', contentType: 'image/png', size: 1, contentId: 'a>\r\nX: y' }] }],
    ['to', { to: Array.from({ length: 501 }, (_, index) => person(`a${index}@b.example`)) }],
  ] as [string, Partial<Submitted>][])('is refused, naming the field %s, for %o', (field, change) => {
    expect(refusal(change)).toMatchObject({ code: 'invalid-input', field });
  });

  it('leaves out references that are none, and the middle of a very long chain', () => {
    const checked = checkSubmission(submitted({ inReplyTo: ['a@b', 'a b', 'x>\r\nBcc: y'], references: Array.from({ length: 80 }, (_, index) => `${index}@x`) }));
    expect(checked.inReplyTo).toEqual(['a@b']);
    expect(checked.references).toHaveLength(50);
    expect([checked.references[0], checked.references.at(-1)]).toEqual(['0@x', '79@x']);
  });

  it('is refused when it is larger than what can be sent', () => {
    expect(() => checkSize(10, 10)).not.toThrow();
    expect(() => checkSize(11, 10)).toThrowError(expect.objectContaining({ code: 'too-large' }));
  });
});
