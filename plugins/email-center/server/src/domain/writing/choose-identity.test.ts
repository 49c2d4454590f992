import { describe, expect, it } from 'vitest';
import { chooseIdentity } from './choose-identity';

const identities = [{ accountId: 'own', address: 'me@firm.test' }, { accountId: 'second', address: 'ich@firm.test' }, { accountId: 'info', address: 'info@firm.test' }];
const to = (...addresses: string[]) => addresses.map((address) => ({ name: '', address }));
const chosen = (message: { accounts: string[]; to?: { name: string; address: string }[]; cc?: { name: string; address: string }[] } | null) =>
  chooseIdentity(identities, message === null ? null : { to: [], cc: [], ...message })?.accountId;

describe('an answer goes from', () => {
  it('the account the message came to', () => {
    expect(chosen({ accounts: ['info'] })).toBe('info');
  });

  it('the one it was addressed to, where several have it, in any spelling', () => {
    expect(chosen({ accounts: ['own', 'info'], to: to('INFO@Firm.test') })).toBe('info');
    expect(chosen({ accounts: ['info', 'second'], to: to('x@y.test'), cc: to('ich@firm.test') })).toBe('second');
    expect(chosen({ accounts: ['info', 'second'], to: to('info@firm.test'), cc: to('ich@firm.test') })).toBe('info');
  });

  it('the first that has it where it was addressed to none', () => {
    expect(chosen({ accounts: ['info', 'own'] })).toBe('info');
  });

  it('the default where no account one sends from has it, even when one was addressed', () => {
    expect(chosen({ accounts: ['intake'], to: to('info@firm.test') })).toBe('own');
    expect(chosen(null)).toBe('own');
  });

  it('nowhere without an account', () => {
    expect(chooseIdentity([], null)).toBeNull();
  });
});
