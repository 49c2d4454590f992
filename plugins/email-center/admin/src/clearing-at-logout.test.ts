import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearingAtLogout } from './clearing-at-logout';
import { whenSessionEnds } from './session-ends';

describe('the end of a session of the panel', () => {
  const ends: boolean[] = [];
  let cleared = 0;
  const act = (action: object): unknown => clearingAtLogout(async () => void (cleared += 1))()((passed: object) => passed)(action);
  beforeEach(() => {
    vi.stubGlobal('window', new EventTarget());
    whenSessionEnds((wanted) => ends.push(wanted));
    ends.length = 0;
    cleared = 0;
  });
  afterEach(() => vi.unstubAllGlobals());

  it('takes the texts out of the browser when the person signs out, and tells who holds any', () => {
    const action = { type: 'adminApi/executeMutation/pending', meta: { arg: { endpointName: 'logout' } } };
    expect(act(action)).toBe(action);
    expect([ends, cleared]).toEqual([[true], 1]);
  });

  it('takes none when the session ended by itself, and tells who holds any all the same', () => {
    act({ type: 'admin/logout' });
    expect([ends, cleared]).toEqual([[false], 0]);
  });

  it('is no other action', () => {
    for (const action of [{ type: 'admin/login' }, { type: 'adminApi/executeMutation/pending', meta: { arg: { endpointName: 'login' } } }]) act(action);
    expect([ends, cleared]).toEqual([[], 0]);
  });
});
