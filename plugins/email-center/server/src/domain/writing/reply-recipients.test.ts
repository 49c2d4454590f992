import { describe, expect, it } from 'vitest';
import { readByNobody, replyRecipients, writtenByProgram, type Original } from './reply-recipients';

const who = (address: string, name = '') => ({ name, address });
const original = (values: Partial<Original>): Original => ({ direction: 'incoming', from: who('anna@people.test', 'Anna'), replyTo: [], to: [who('me@firm.test')], cc: [], automatic: 'none', ...values });
const OWN = ['me@firm.test', 'info@firm.test'];
const reply = (values: Partial<Original>, own: string[] = OWN) => replyRecipients(original(values), own, false);
const toAll = (values: Partial<Original>, own: string[] = OWN) => replyRecipients(original(values), own, true);
const addresses = ({ to, cc }: { to: { address: string }[]; cc: { address: string }[] }) => ({ to: to.map(({ address }) => address), cc: cc.map(({ address }) => address) });

describe('a reply', () => {
  it('goes to the author alone', () => {
    expect(reply({ to: [who('me@firm.test'), who('b@people.test')], cc: [who('c@people.test')] })).toEqual({ to: [who('anna@people.test', 'Anna')], cc: [] });
  });

  it('goes where the author wants answers', () => {
    expect(addresses(reply({ replyTo: [who('office@people.test'), who('OFFICE@People.test', 'Office')] }))).toEqual({ to: ['office@people.test'], cc: [] });
  });

  it('goes to the author when answers are wanted at our own address', () => {
    expect(addresses(reply({ replyTo: [who('Info+7@firm.test')] }))).toEqual({ to: ['anna@people.test'], cc: [] });
  });

  it('to a mailing list that put itself into Reply-To goes to the author', () => {
    expect(addresses(reply({ automatic: 'list', to: [who('list@lists.test')], replyTo: [who('LIST@lists.test')] }))).toEqual({ to: ['anna@people.test'], cc: [] });
  });

  it('to a mailing list goes where the author of the list\'s mail wants answers', () => {
    expect(addresses(reply({ automatic: 'list', to: [who('list@lists.test')], replyTo: [who('anna@home.test')] }))).toEqual({ to: ['anna@home.test'], cc: [] });
  });

  it('to what was sent by oneself goes to those it went to', () => {
    expect(addresses(reply({ direction: 'outgoing', from: who('me@firm.test'), to: [who('anna@people.test')], cc: [who('b@people.test')] }))).toEqual({ to: ['anna@people.test'], cc: [] });
    expect(addresses(reply({ from: who('INFO@firm.test'), to: [who('me@firm.test'), who('anna@people.test')] }))).toEqual({ to: ['anna@people.test'], cc: [] });
    expect(addresses(reply({ direction: 'outgoing', from: who('me@firm.test'), to: [], cc: [who('b@people.test')] }))).toEqual({ to: ['b@people.test'], cc: [] });
  });

  it('to a note to oneself goes to oneself', () => {
    expect(addresses(reply({ direction: 'outgoing', from: who('me@firm.test'), to: [who('me@firm.test')] }))).toEqual({ to: ['me@firm.test'], cc: [] });
  });

  it('leaves out what is no address', () => {
    expect(reply({ from: who('undisclosed recipients') })).toEqual({ to: [], cc: [] });
    expect(reply({ from: null })).toEqual({ to: [], cc: [] });
  });
});

describe('a reply to all', () => {
  it('keeps who stood in To and who in Cc, without oneself', () => {
    expect(addresses(toAll({ to: [who('me@firm.test'), who('b@people.test')], cc: [who('info@firm.test'), who('c@people.test')] }))).toEqual({ to: ['anna@people.test', 'b@people.test'], cc: ['c@people.test'] });
  });

  it('knows itself and others in any spelling', () => {
    const found = toAll({ to: [who('ME@FIRM.TEST'), who('me+jobs@firm.test'), who('Anna@PEOPLE.test'), who('b@münchen.test')], cc: [who('b@xn--mnchen-3ya.test', 'Bert'), who('c@people.test')] });
    expect(addresses(found)).toEqual({ to: ['anna@people.test', 'b@münchen.test'], cc: ['c@people.test'] });
  });

  it('does not take a stranger\'s address with a detail for the one without', () => {
    expect(addresses(toAll({ to: [who('b@people.test'), who('b+x@people.test')] }))).toEqual({ to: ['anna@people.test', 'b@people.test', 'b+x@people.test'], cc: [] });
  });

  it('goes to the list, too', () => {
    expect(addresses(toAll({ automatic: 'list', to: [who('list@lists.test')], replyTo: [who('list@lists.test')] }))).toEqual({ to: ['anna@people.test', 'list@lists.test'], cc: [] });
    expect(addresses(toAll({ automatic: 'list', to: [], cc: [who('list@lists.test')] }))).toEqual({ to: ['anna@people.test'], cc: ['list@lists.test'] });
  });

  it('to what was sent by oneself goes to all it went to, in their roles', () => {
    expect(addresses(toAll({ direction: 'outgoing', from: who('me@firm.test'), to: [who('anna@people.test')], cc: [who('b@people.test'), who('info@firm.test'), who('ANNA@people.test')] })))
      .toEqual({ to: ['anna@people.test'], cc: ['b@people.test'] });
  });
});

describe('an address that nobody reads', () => {
  it.each(['noreply@x.test', 'no-reply@x.test', 'no_reply@x.test', 'do-not-reply@x.test', 'donotreply@x.test', 'nicht-antworten@x.test', 'keine-antwort@x.test', 'geen-antwoord@x.test', 'ne-pas-repondre@x.test', 'NoReply+abc@x.test', 'mailer-daemon@x.test', 'noreply-orders@x.test'])('is told by its name: %s', (address) => {
    expect(readByNobody(address)).toBe(true);
  });

  it.each(['nora@x.test', 'noreen.reply@x.test', 'reply@x.test', 'anna@noreply.test', 'antwort@x.test', 'bounceback.fan@x.test'])('is not told by what only resembles it: %s', (address) => {
    expect(readByNobody(address)).toBe(false);
  });

  it('is another thing than a message that a program wrote', () => {
    expect((['none', 'list', 'bulk', 'bounce', 'auto-reply', 'complaint'] as const).map(writtenByProgram)).toEqual([false, false, true, true, true, true]);
  });
});
