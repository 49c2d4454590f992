import { describe, expect, it } from 'vitest';
import { decideLinkByHand, decideRestore, decideTakeBack, decideUnlink, reasonByHand, type KnownLink } from './decide-link';
import type { LinkReason } from './types';

const record = { recordType: 'api::candidate.candidate', recordId: 'anna' };
const automatic: LinkReason = { rule: 'inbox-from', address: 'anna@example.org', field: 'email', enteredAt: '2026-09-03T08:00:00.000Z' };
const reason = reasonByHand(7, '2026-11-12T10:00:00.000Z');
const known = (change: Partial<KnownLink> = {}): KnownLink => ({ ...record, state: 'active', manual: false, reasons: [automatic], removedAt: null, removedBy: null, ...change });

describe('a link made by hand', () => {
  it('is new where there was none, and tells who made it and when', () => {
    expect(decideLinkByHand(undefined, record, reason)).toEqual({ ...record, was: 'none', state: 'active', manual: true, reasons: [{ rule: 'manual', address: '', field: '', enteredAt: '2026-11-12T10:00:00.000Z', by: 7 }] });
  });
  it('makes an automatic link lasting and keeps its reasons', () => {
    expect(decideLinkByHand(known(), record, reason)).toMatchObject({ was: 'active', state: 'active', manual: true, reasons: [automatic, reason] });
  });
  it('brings a removed link back', () => {
    expect(decideLinkByHand(known({ state: 'removed' }), record, reason)).toMatchObject({ was: 'removed', state: 'active', manual: true });
  });
  it('changes nothing where a person linked before', () => {
    expect(decideLinkByHand(known({ manual: true, reasons: [reason] }), record, reasonByHand(8, '2026-11-13T10:00:00.000Z'))).toBeNull();
  });
});

describe('taking back a link made by hand', () => {
  it('forgets one that was new, without a tombstone', () => {
    expect(decideTakeBack(known({ manual: true, reasons: [reason] }), 7)).toMatchObject({ was: 'active', state: 'none' });
  });
  it('leaves an automatic link that was there before', () => {
    expect(decideTakeBack(known({ manual: true, reasons: [automatic, reason] }), 7)).toMatchObject({ state: 'active', manual: false, reasons: [automatic] });
  });
  it('puts the tombstone back that was there before, with who made it', () => {
    const revived = known({ manual: true, reasons: [automatic, reason], removedAt: '2026-11-10T10:00:00.000Z', removedBy: 8 });
    expect(decideTakeBack(revived, 7)).toMatchObject({ state: 'removed', manual: false, reasons: [automatic], removal: 'kept' });
  });
  it('changes nothing that somebody else linked', () => {
    expect(decideTakeBack(known({ manual: true, reasons: [reason] }), 8)).toBeNull();
    expect(decideTakeBack(known(), 7)).toBeNull();
    expect(decideTakeBack(undefined, 7)).toBeNull();
  });
});

describe('removing a link', () => {
  it('leaves a tombstone, of an automatic link as of one made by hand', () => {
    expect(decideUnlink(known())).toMatchObject({ was: 'active', state: 'removed', manual: false, reasons: [automatic] });
    expect(decideUnlink(known({ manual: true }))).toMatchObject({ state: 'removed', manual: true });
  });
  it('of what is not linked changes nothing', () => {
    expect(decideUnlink(undefined)).toBeNull();
    expect(decideUnlink(known({ state: 'removed' }))).toBeNull();
  });
  it('can be taken back, and the link is what it was: an automatic one does not become a person\'s', () => {
    expect(decideRestore(known({ state: 'removed' }))).toMatchObject({ was: 'removed', state: 'active', manual: false, reasons: [automatic] });
    expect(decideRestore(known())).toBeNull();
    expect(decideRestore(undefined)).toBeNull();
  });
});
