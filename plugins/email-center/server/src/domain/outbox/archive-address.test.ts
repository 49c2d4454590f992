import { describe, expect, it } from 'vitest';
import { isManagedAddress, mailboxOf } from './archive-address';

describe('an archive address', () => {
  const managed = ['info@firm.example', 'anna.weber@gmail.com', 'büro@müller.example'];

  it.each([
    'info@firm.example', 'INFO@Firm.Example', 'info+archive@firm.example', '<info@firm.example>', '"info"@firm.example', 'info@firm.example.',
    'annaweber@gmail.com', 'Anna.Weber@googlemail.com', 'a.n.n.a.weber+x@googlemail.com', 'büro@xn--mller-kva.example', 'BÜRO@MÜLLER.example',
  ])('is refused as a managed account when it is spelled %s', (spelling) => {
    expect(isManagedAddress(spelling, managed)).toBe(true);
  });

  it.each(['archive@firm.example', 'information@firm.example', 'info@firm.example.org', 'anna.weber@firm.example', '+info@firm.example'])('may be %s, which is another mailbox', (address) => {
    expect(isManagedAddress(address, managed)).toBe(false);
  });

  it('keeps dots apart where they mean something', () => {
    expect(isManagedAddress('in.fo@firm.example', managed)).toBe(false);
  });

  it('is refused under every domain that administrators declared to be the same', () => {
    expect(isManagedAddress('info@firma.example', managed, [['firm.example', 'firma.example']])).toBe(true);
  });

  it('that is none at all reaches no mailbox', () => {
    expect(mailboxOf('nobody')).toBeNull();
    expect(mailboxOf('a@b\r\nBcc: c@d.example')).toBeNull();
  });
});
