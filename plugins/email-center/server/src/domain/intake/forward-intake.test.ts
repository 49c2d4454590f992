import { describe, expect, it } from 'vitest';
import { FORWARD_DEFAULTS, type ForwardOptions } from '../mail/account';
import { because } from '../mail/reason';
import type { Forwarded, ForwardSigns } from '../mail/forwarded';
import type { Envelope } from '../mail/message';
import { asForwarded, occurredAt, readAs, type FilingAccount } from './as-read';
import { decideForward, type ForwardContext } from './forward-intake';

const HERE = 'forward@firm.example';
const [PETRA, BOB, ANNA, STRANGER] = ['petra@firm.example', 'bob@firm.example', 'anna@people.example', 'somebody@else.example'];
const list = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));

const context = (change: Partial<ForwardContext> = {}): ForwardContext => ({
  kind: 'forward', colleagues: new Map([[PETRA, 'Petra Klein'], [BOB, 'Bob']]), ownDomains: [], now: '2026-11-10T00:00:00.000Z',
  receiver: { host: 'imap.firm.example', domain: 'firm.example', authservId: null }, ...change,
});
const account = (forward: Partial<ForwardOptions> = {}, address = HERE) => ({ address, forward: { ...FORWARD_DEFAULTS, ...forward } });
const inner = (from: string, to: string[], style: Forwarded['style'] = 'inline'): Forwarded => ({ style, from: list(from), to: list(...to), cc: [], subject: 'Application', date: '2026-11-02T08:41:00.000Z', why: '', reasons: [because('block-of-outlook')] });

function mail(from: string, to: string[], forwarded: Forwarded | null, signs: Partial<ForwardSigns> = {}) {
  const envelope: Envelope = { messageId: 'm@x', subject: 'Fwd: Application', from: list(from), sender: [], replyTo: [], to: list(...to), cc: [], bcc: [], date: '2026-11-02T09:15:00.000Z', inReplyTo: [], references: [] };
  return { ...envelope, forwarded, forwardSigns: { why: '', reasons: forwarded ? [] : [because('no-sign-of-forward')], deeper: [], redirectedBy: [], deliveredTo: [], authenticationResults: null, filesLeftOut: 0, ...signs } };
}

describe('a message that a colleague forwards', () => {
  it('comes in from the customer who wrote it', () => {
    expect(decideForward(mail(PETRA, [HERE], inner(ANNA, [PETRA])), account(), context())).toMatchObject({
      kind: 'file', outgoing: false, counterpart: ANNA, forwarded: { style: 'inline', by: { name: 'Petra Klein', address: PETRA } },
    });
  });

  it('went out to the customer when a colleague wrote it', () => {
    expect(decideForward(mail(PETRA, [HERE], inner(PETRA, [BOB, ANNA])), account(), context())).toMatchObject({ kind: 'file', outgoing: true, counterpart: ANNA });
  });

  it('went out when it was written from a domain of the firm, though by nobody on file', () => {
    expect(decideForward(mail(PETRA, [HERE], inner('sales@firm.example', [ANNA])), account(), context({ ownDomains: ['firm.example'] }))).toMatchObject({ kind: 'file', outgoing: true, counterpart: ANNA });
  });

  it('is the innermost one when it went from colleague to colleague first', () => {
    const decision = decideForward(mail(PETRA, [HERE], inner(BOB, [PETRA]), { deeper: [inner(ANNA, [BOB])] }), account(), context());
    expect(decision).toMatchObject({ kind: 'file', outgoing: false, counterpart: ANNA });
  });

  it('needs a look when nobody from outside is named in it', () => {
    expect(decideForward(mail(PETRA, [HERE], inner(BOB, [PETRA])), account(), context())).toMatchObject({ kind: 'look', reason: { code: 'not-readable' } });
  });

  it('needs a look, with the reason, when it cannot be read', () => {
    expect(decideForward(mail(PETRA, [HERE], null), account(), context())).toMatchObject({ kind: 'look', reason: {
      code: 'not-readable', reasons: [{ code: 'no-sign-of-forward', params: {} }], sentence: expect.stringMatching(/^Nothing in it says/) as string,
    } });
  });
});

describe('a message that a rule passes on', () => {
  it('comes from its own sender, and the field tells who redirected it', () => {
    const redirected = mail(ANNA, [PETRA], inner(ANNA, [PETRA], 'redirect'), { redirectedBy: [PETRA] });
    expect(decideForward(redirected, account(), context())).toMatchObject({ kind: 'file', outgoing: false, counterpart: ANNA, forwarded: { style: 'redirect', by: { address: PETRA } } });
  });

  it('is known by its recipient where no field tells', () => {
    expect(decideForward(mail(ANNA, [PETRA], null), account(), context())).toMatchObject({ kind: 'file', counterpart: ANNA, forwarded: { style: 'redirect', by: { address: PETRA } } });
  });

  it('is not what its own text says: a customer may write a header block, too', () => {
    expect(decideForward(mail(ANNA, [PETRA], inner('victim@customer.example', [PETRA])), account(), context())).toMatchObject({ kind: 'file', counterpart: ANNA });
  });

  it('goes out when the rule passes on what a colleague sends', () => {
    expect(decideForward(mail(PETRA, [ANNA], inner(PETRA, [ANNA], 'redirect'), { redirectedBy: [PETRA] }), account(), context())).toMatchObject({ kind: 'file', outgoing: true, counterpart: ANNA });
  });
});

describe('a blind copy', () => {
  it('of what a colleague wrote is filed under the recipients', () => {
    expect(decideForward(mail(PETRA, [ANNA], null), account(), context())).toMatchObject({ kind: 'file', outgoing: true, counterpart: ANNA, forwarded: { style: 'bcc', by: { address: PETRA } } });
  });

  it('is none when the forward address stands among the recipients', () => {
    expect(decideForward(mail(PETRA, [ANNA, HERE], null), account(), context())).toMatchObject({ kind: 'look' });
  });

  it('is none when it went to colleagues only', () => {
    expect(decideForward(mail(PETRA, [BOB], null), account(), context())).toMatchObject({ kind: 'look' });
  });
});

describe('who may feed a forward address', () => {
  it('is nobody but panel users and employees, where the setting says so', () => {
    const decision = decideForward(mail(STRANGER, [HERE], inner(ANNA, [STRANGER])), account(), context());
    expect(decision).toMatchObject({ kind: 'block', reason: { code: 'not-a-feeder', params: { address: STRANGER } } });
  });

  it('is everyone, where the setting says so', () => {
    expect(decideForward(mail(STRANGER, [HERE], inner(ANNA, [STRANGER])), account({ feeders: 'everyone' }), context())).toMatchObject({ kind: 'file', counterpart: ANNA, forwarded: { by: { address: STRANGER } } });
  });

  it('is nobody whose rule passes on the mail of strangers', () => {
    expect(decideForward(mail(ANNA, [STRANGER], inner(ANNA, [STRANGER], 'redirect'), { redirectedBy: [STRANGER] }), account(), context()).kind).toBe('block');
  });

  it('needs a look when nothing tells who redirected it', () => {
    expect(decideForward(mail(ANNA, [STRANGER], inner(ANNA, [STRANGER], 'redirect')), account(), context())).toMatchObject({ kind: 'look', reason: { code: 'unknown-feeder' } });
  });

  it('is not the forward address itself: its test message is not filed', () => {
    expect(decideForward(mail(HERE, [HERE], null), account({ feeders: 'everyone' }), context()).kind).toBe('block');
  });

  it('is not somebody whom the receiving server does not believe', () => {
    const forged = mail(PETRA, [HERE], inner(ANNA, [PETRA]), { authenticationResults: 'mx.firm.example; spf=fail smtp.mailfrom=petra@firm.example; dmarc=fail header.from=firm.example' });
    expect(decideForward(forged, account(), context())).toMatchObject({ kind: 'look', reason: { code: 'authentication-failed' } });
    expect(decideForward(forged, account({ feeders: 'everyone' }), context())).toMatchObject({ kind: 'file', forwarded: { authentication: { spf: 'fail', dkim: 'none', dmarc: 'fail' } } });
  });
});

describe('a secret address that was rotated', () => {
  const rotated = account({ former: [{ address: 'forward+old@firm.example', until: '2026-11-09T00:00:00.000Z' }] }, 'forward+new@firm.example');
  const to = (address: string) => mail(PETRA, [address], inner(ANNA, [PETRA]));

  it('takes what is sent to the new one', () => {
    expect(decideForward(to('forward+new@firm.example'), rotated, context()).kind).toBe('file');
  });

  it('takes what is sent to the former one as long as that holds, and then shows it to somebody', () => {
    expect(decideForward(to('forward+old@firm.example'), rotated, context({ now: '2026-11-08T00:00:00.000Z' })).kind).toBe('file');
    expect(decideForward(to('forward+old@firm.example'), rotated, context())).toMatchObject({ kind: 'look', reason: { code: 'old-address' } });
  });

  it('shows what names no secret, a guessed one, or no address at all to somebody', () => {
    for (const address of [HERE, 'forward+guessed@firm.example']) expect(decideForward(to(address), rotated, context())).toMatchObject({ kind: 'look', reason: { code: 'old-address' } });
    expect(decideForward(mail(PETRA, [ANNA], null), rotated, context())).toMatchObject({ kind: 'look', reason: { code: 'old-address' } });
  });

  it('is checked where a message names it, also before the first rotation', () => {
    const secret = account({}, 'forward+k3y@firm.example');
    expect(decideForward(to('forward+k3y@firm.example'), secret, context()).kind).toBe('file');
    expect(decideForward(to(HERE), secret, context())).toMatchObject({ kind: 'look', reason: { code: 'old-address' } });
    expect(decideForward(mail(PETRA, [ANNA], null), secret, context()).kind).toBe('file');
  });

  it('is told by Delivered-To where the recipients do not name it', () => {
    expect(decideForward(mail(PETRA, [ANNA], null, { deliveredTo: ['forward+new@firm.example'] }), rotated, context()).kind).toBe('file');
  });
});

describe('a message as the intake reads it', () => {
  const filing = { account: { id: 'a', kind: 'forward', importPolicy: 'all', ownerId: 1, group: { members: [], defaultHandler: null, distribution: 'none' }, ...account() } as FilingAccount, context: context() };

  it('has sender, recipients, subject and date of the one that was forwarded', () => {
    const read = readAs('inbox', mail(PETRA, [HERE], inner(ANNA, [PETRA, HERE])), filing);
    expect(read).toMatchObject({ role: 'inbox', direction: 'incoming', counterpart: ANNA, headers: { from: list(ANNA), subject: 'Application', date: '2026-11-02T08:41:00.000Z' } });
  });

  it('does not tell the forward address, wherever it stands', () => {
    for (const message of [mail(PETRA, [HERE], inner(ANNA, [PETRA, HERE])), mail(PETRA, [HERE], null), mail(STRANGER, [HERE], null)]) {
      const { headers, forwarded } = readAs('inbox', message, filing);
      expect(JSON.stringify([headers.to, headers.cc, headers.bcc, forwarded])).not.toContain(HERE);
    }
  });

  it('is linked by rules that say so', () => {
    const reason = (rule: 'inbox-from' | 'sent-cc') => ({ rule, address: ANNA, field: 'email', enteredAt: '' });
    const matches = [{ recordType: 't', recordId: '1', reasons: [reason('inbox-from'), reason('sent-cc')] }];
    expect(asForwarded(matches, readAs('inbox', mail(PETRA, [HERE], inner(ANNA, [PETRA])), filing))[0]?.reasons.map(({ rule }) => rule)).toEqual(['forwarded-from', 'forwarded-to']);
    expect(asForwarded(matches, { forwarded: null })).toBe(matches);
  });

  it('has its own time, but never a later one than it arrived', () => {
    const read = readAs('inbox', mail(PETRA, [HERE], inner(ANNA, [PETRA])), filing);
    expect(occurredAt(read, '2026-11-03T00:00:00.000Z')).toBe('2026-11-02T08:41:00.000Z');
    expect(occurredAt(read, '2026-11-01T00:00:00.000Z')).toBe('2026-11-01T00:00:00.000Z');
  });
});
