import { describe, expect, it } from 'vitest';
import type { DiscoveryDto, ProposalDto } from '../../../../shared/contracts';
import { emptyValues } from '../AccountForm/form-values';
import { chosenProposal, elsewhereIn, firstOpen, reachable, withoutProposal, withProposal } from './wizard-values';

const proposal = (values: Partial<ProposalDto> = {}): ProposalDto => ({
  imap: { host: 'mail.firma.example', port: 993, security: 'tls', from: 'srv' }, smtp: { host: 'mail.firma.example', port: 587, security: 'starttls', from: 'srv' },
  login: 'anna', sureness: 'likely', confirmedBy: [], provider: null, name: null, signIn: 'password', elsewhere: [], ...values,
});
const discovery = (...proposals: ProposalDto[]): DiscoveryDto => ({ domain: 'firma.example', domainExists: true, proposals, steps: [] });
const typed = { ...emptyValues, address: 'anna@firma.example', name: 'Anna', password: 'secret' };

describe('what was found', () => {
  it('fills in servers and login, and leaves what was typed', () => {
    expect(withProposal(typed, proposal())).toMatchObject({ imap: { host: 'mail.firma.example', port: 993 }, smtp: { port: 587, security: 'starttls' }, login: 'anna', name: 'Anna', password: 'secret' });
  });
  it('leaves a server that nobody named to be typed', () => {
    expect(withProposal({ ...typed, smtp: { host: 'old.example', port: 25, security: 'tls' } }, proposal({ smtp: null })).smtp).toEqual({ host: '', port: 465, security: 'tls' });
  });
  it('is recognised until something is changed by hand', () => {
    const found = discovery(proposal({ login: 'a' }), proposal());
    const values = withProposal(typed, proposal());
    expect(chosenProposal(values, found)).toBe(1);
    expect(chosenProposal({ ...values, imap: { ...values.imap, port: 143 } }, found)).toBe(-1);
  });
  it('asks for consent to servers elsewhere as long as the form holds them', () => {
    const found = discovery(proposal({ elsewhere: ['mail.firma.example'] }));
    expect(elsewhereIn(withProposal(typed, found.proposals[0]!), found)).toEqual(['mail.firma.example']);
    expect(elsewhereIn(typed, found)).toEqual([]);
  });
  it('is nothing: the login is the address, and the servers are typed', () => {
    expect(withoutProposal({ ...typed, imap: { host: 'old.example', port: 1, security: 'tls' } })).toMatchObject({ login: 'anna@firma.example', imap: { host: '' } });
  });
});

describe('the steps', () => {
  it('are entered when what they need is there', () => {
    expect(reachable('address', null, '')).toBe(true);
    expect(reachable('settings', null, 'anna')).toBe(false);
    expect(reachable('settings', null, 'anna@firma.example')).toBe(true);
    expect(reachable('test', null, 'anna@firma.example')).toBe(false);
    expect(reachable('import', { tested: false }, 'anna@firma.example')).toBe(false);
    expect(reachable('activate', { tested: true }, 'anna@firma.example')).toBe(true);
  });
  it('go on where somebody left', () => {
    expect([firstOpen(null), firstOpen({ tested: false }), firstOpen({ tested: true })]).toEqual(['address', 'settings', 'import']);
  });
});
