import { describe, expect, it } from 'vitest';
import type { ColleagueView } from '../mail/account';
import type { ReadScope } from './decide-access';
import { decideMayShare, decideView, shows, widestView, type SharedAccount } from './decide-visibility';

const PETRA = 1;
const BEN = 2;
const account = (change: Partial<SharedAccount> = {}): SharedAccount => ({ kind: 'personal', ownerId: PETRA, members: [], colleagues: 'nothing', ...change });
const view = (userId: number | null, reads: ReadScope, change: Partial<SharedAccount> = {}): ColleagueView => decideView({ userId, reads }, account(change));
const VIEWS: ColleagueView[] = ['nothing', 'metadata', 'subject', 'everything'];

describe('the mail of a personal account', () => {
  it('is all there for its owner, whatever colleagues may see', () => {
    for (const colleagues of VIEWS) expect([view(PETRA, 'own', { colleagues }), view(PETRA, 'group', { colleagues })]).toEqual(['everything', 'everything']);
  });

  it('shows colleagues what the account says, and nothing by default', () => {
    expect(view(BEN, 'group')).toBe('nothing');
    for (const colleagues of VIEWS) for (const reads of ['own', 'group'] as const) expect(view(BEN, reads, { colleagues })).toBe(colleagues);
  });

  it('shows nothing to those who read no messages, not even what is shared with everybody, and not their own', () => {
    expect([view(BEN, 'none', { colleagues: 'everything' }), view(PETRA, 'none')]).toEqual(['nothing', 'nothing']);
  });

  it('is all there for those who may read everybody\'s, and for API tokens that may', () => {
    expect([view(BEN, 'all'), view(null, 'all')]).toEqual(['everything', 'everything']);
  });
});

describe('the mail of a group', () => {
  const group = { kind: 'group', members: [BEN] } as const;
  it('is all there for its members who may read groups', () => {
    expect(view(BEN, 'group', group)).toBe('everything');
  });
  it('is not for a member who may only read own mail', () => {
    expect(view(BEN, 'own', group)).toBe('nothing');
  });
  it('is not for the administrator who set it up, by that alone', () => {
    expect(view(PETRA, 'group', group)).toBe('nothing');
  });
  it('shows colleagues outside what the account says', () => {
    expect(view(PETRA, 'group', { ...group, colleagues: 'subject' })).toBe('subject');
  });
});

describe.each(['intake', 'forward'] as const)('the mail of an account of kind %s', (kind) => {
  it('is not for whoever set it up, by that alone', () => {
    expect(view(PETRA, 'own', { kind })).toBe('nothing');
  });
});

describe('a message of several accounts', () => {
  it('is seen as far as the most open of them lets it be', () => {
    expect(widestView(['nothing', 'subject', 'metadata'])).toBe('subject');
    expect(widestView([])).toBe('nothing');
  });
});

describe('a view', () => {
  it('shows all that lies below it', () => {
    expect(VIEWS.map((seen) => (['metadata', 'subject', 'everything'] as const).map((asked) => shows(seen, asked)))).toEqual([
      [false, false, false], [true, false, false], [true, true, false], [true, true, true],
    ]);
  });
});

describe('sharing more of an account', () => {
  const may = (userId: number, readAll: boolean, change: Partial<SharedAccount>, wanted: ColleagueView) => decideMayShare({ readAll }, userId, account(change), wanted);
  it('is for its owner to do', () => {
    expect(may(PETRA, false, {}, 'everything')).toBe(true);
  });
  it('is not for those who manage everybody\'s accounts without reading everybody\'s mail, but sharing less is', () => {
    expect(VIEWS.map((wanted) => may(BEN, false, { colleagues: 'metadata' }, wanted))).toEqual([true, true, false, false]);
  });
  it('is for those who read everybody\'s mail anyway', () => {
    expect(may(BEN, true, {}, 'everything')).toBe(true);
  });
  it.each(['group', 'intake', 'forward'] as const)('is for whoever manages it when it is a %s account, which is nobody\'s own', (kind) => {
    expect(may(BEN, false, { kind }, 'everything')).toBe(true);
  });
});
