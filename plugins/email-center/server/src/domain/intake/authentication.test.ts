import { describe, expect, it } from 'vitest';
import { failsAuthentication, readAuthentication, type Receiver } from './authentication';

const receiver = (change: Partial<Receiver> = {}): Receiver => ({ host: 'imap.firm.example', domain: 'firm.example', authservId: null, ...change });
const ALL = 'spf=pass smtp.mailfrom=a@b.example; dkim=pass header.d=b.example; dmarc=pass header.from=b.example';
const NOTHING = { spf: 'none', dkim: 'none', dmarc: 'none' };

describe('the word of the receiving server', () => {
  it.each([
    ['imap.firm.example', receiver()], ['mx1.firm.example', receiver()], ['firm.example', receiver()], ['mx.google.com', receiver({ host: 'imap.gmail.com', domain: '' })], ['anything', receiver({ authservId: 'Anything' })],
    ['mail.provider.example', receiver({ host: 'imap.provider.example' })],
  ])('counts when it is signed by %s', (id, who) => {
    expect(readAuthentication(`${id} 1; ${ALL}`, who)).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
  });

  it.each([
    ['evil.example', receiver()], ['imap.firm.example.evil.example', receiver()], ['notfirm.example', receiver()], ['co.example', receiver({ host: 'firm.co.example', domain: '' })], ['imap.firm.example', receiver({ authservId: 'mx.other.example' })], ['mx.google.com', receiver()],
  ])('does not count when it is signed by %s', (id, who) => {
    expect(readAuthentication(`${id}; ${ALL}`, who)).toEqual(NOTHING);
  });

  it('counts without a name from Microsoft 365 only, which writes none', () => {
    expect(readAuthentication(ALL, receiver({ host: 'outlook.office365.com' }))).toEqual({ spf: 'pass', dkim: 'pass', dmarc: 'pass' });
    expect(readAuthentication(ALL, receiver())).toEqual(NOTHING);
  });

  it('is nothing when there is none, or when it says none', () => {
    expect(readAuthentication(null, receiver())).toEqual(NOTHING);
    expect(readAuthentication('firm.example; none', receiver())).toEqual(NOTHING);
  });

  it('is not found in comments', () => {
    expect(readAuthentication('firm.example; spf=fail (dkim=pass; dmarc=pass) smtp.mailfrom=x', receiver())).toEqual({ spf: 'fail', dkim: 'none', dmarc: 'none' });
  });

  it('takes one signature that holds among several, and any other failure', () => {
    expect(readAuthentication('firm.example; dkim=fail header.d=list.example; dkim=pass header.d=b.example; spf=softfail; dmarc=temperror', receiver())).toEqual({ spf: 'fail', dkim: 'pass', dmarc: 'none' });
  });
});

describe('a sender who is not who they say', () => {
  it.each([
    [{ spf: 'fail', dkim: 'pass', dmarc: 'pass' }, false], [{ spf: 'pass', dkim: 'pass', dmarc: 'fail' }, true], [{ spf: 'fail', dkim: 'none', dmarc: 'none' }, true], [{ spf: 'fail', dkim: 'pass', dmarc: 'none' }, false],
    [{ spf: 'none', dkim: 'fail', dmarc: 'none' }, true], [{ spf: 'none', dkim: 'none', dmarc: 'none' }, false], [{ spf: 'pass', dkim: 'none', dmarc: 'none' }, false],
  ] as const)('%o: %s', (results, fails) => {
    expect(failsAuthentication(results)).toBe(fails);
  });
});
