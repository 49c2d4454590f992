import { describe, expect, it } from 'vitest';
import { messagePath, movedPath, placePath, readPlace } from './place';

const CENTER = '/plugins/email-center';

describe('the address of a view', () => {
  it.each([
    [{ view: 'inbox', id: null }, null],
    [{ view: 'group', id: 'a/b %' }, null],
    [{ view: 'tag', id: '7' }, 'msg 1/2'],
    [{ view: 'outbox', id: null }, null],
  ] as const)('is read as it was written: %o, message %s', (place, messageId) => {
    expect(readPlace(messageId === null ? placePath(place) : messagePath(place, messageId))).toEqual({ place, messageId });
  });
  it('names nothing where it is no view', () => {
    for (const path of ['', '/nowhere', '/group', '/inbox/m', '/inbox/x', '/inbox/m/1/2']) expect(readPlace(`${CENTER}/center${path}`)).toBeNull();
  });
});

describe('an address of earlier versions', () => {
  it.each([
    ['messages', '', 'center/all'],
    ['messages/1', '', 'center/all/m/1'],
    ['messages', '?links=unmatched', 'center/all?links=unmatched'],
    ['work-items', '', 'center/mine'],
    ['work-items/offers', '', 'center/offers'],
    ['work-items/look/5', '', 'center/look/m/5'],
    ['work-items/group/a1', '?view=done', 'center/group/a1?work=done'],
    ['work-items/group/a1/9', '', 'center/group/a1/m/9'],
  ])('%s%s leads to %s', (path, search, now) => {
    expect(movedPath(`${CENTER}/${path}`, search)).toBe(`${CENTER}/${now}`);
  });
  it('is not what other screens have', () => {
    expect(movedPath(`${CENTER}/accounts/new`, '')).toBeNull();
  });
});
