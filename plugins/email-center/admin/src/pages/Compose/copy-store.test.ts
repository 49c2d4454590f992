import { beforeEach, describe, expect, it } from 'vitest';
import { clearCopies, CopyStore, type DraftCopy, type LargeTexts } from './copy-store';

class FakeStorage implements Storage {
  readonly kept = new Map<string, string>();
  room = Number.MAX_SAFE_INTEGER;
  get length(): number {
    return this.kept.size;
  }
  clear = (): void => this.kept.clear();
  getItem = (key: string): string | null => this.kept.get(key) ?? null;
  key = (index: number): string | null => [...this.kept.keys()][index] ?? null;
  removeItem = (key: string): void => void this.kept.delete(key);
  setItem = (key: string, value: string): void => {
    if (value.length > this.room) throw new Error('QuotaExceededError');
    this.kept.set(key, value);
  };
}

const DAY = 24 * 60 * 60_000;
const copy = (draftId: string, change: Partial<DraftCopy> = {}): DraftCopy => ({
  draftId, version: 3, at: 1_000, changed: ['subject'], fields: { accountId: 'a', to: [], cc: [], bcc: [], subject: 'Angebot', html: '<p>x</p>', text: 'x', plain: false, record: null }, ...change,
});

describe('what a browser keeps of unsaved texts', () => {
  let small: FakeStorage;
  let far: Map<string, string>;
  let large: LargeTexts;
  let time: number;
  const page = (name: string): CopyStore => new CopyStore(small, large, name, () => time);
  const NONE = new Set<string>();
  const leftBy = async (user: number, pages = NONE) => (await page('new').left(user, pages)).map(({ draftId, at }) => [draftId, at]);

  beforeEach(() => {
    small = new FakeStorage();
    far = new Map();
    large = { put: async (key, text) => void far.set(key, text), get: async (key) => far.get(key) ?? null, remove: async (key) => void far.delete(key) };
    time = 2_000;
  });

  it('is found again by the same user when the window is gone, and by no other user', async () => {
    expect(await page('old').keep(1, copy('d'))).toBe(true);
    expect((await page('new').left(1, NONE))[0]).toMatchObject(copy('d'));
    expect(await leftBy(2)).toEqual([]);
    expect(await leftBy(11)).toEqual([]);
  });

  it('is not offered elsewhere while its window is there, nor in it', async () => {
    await page('old').keep(1, copy('d'));
    expect(await leftBy(1, new Set(['old']))).toEqual([]);
    const here = page('here');
    await here.keep(1, copy('e'));
    expect((await here.left(1, new Set(['old', 'here']))).map(({ draftId }) => draftId)).toEqual([]);
  });

  it('is offered in its own window once nothing is written there any more, as after a session that ended', async () => {
    const here = page('here');
    await here.keep(1, copy('d'));
    here.leave();
    expect((await here.left(1, new Set(['here']))).map(({ draftId }) => draftId)).toEqual(['d']);
    expect(await here.left(2, new Set(['here']))).toEqual([]);
  });

  it('is not kept after all when a large text is saved, signed away or cut while it is still on its way', async () => {
    const arrived: (() => void)[] = [];
    large.put = (key, text) => new Promise((resolve) => arrived.push(() => resolve(void far.set(key, text))));
    const [here, html] = [page('here'), 'x'.repeat(1_000_000)];
    const forgotten = here.keep(1, copy('d', { fields: { ...copy('d').fields, html } }));
    await here.forget(1, 'd');
    const replaced = here.keep(1, copy('e', { fields: { ...copy('e').fields, html } }));
    await here.keep(1, copy('e', { at: 1_500 }));
    for (const arrive of arrived) arrive();
    expect([await forgotten, await replaced]).toEqual([false, false]);
    expect([await leftBy(1), far.size]).toEqual([[['e', 1_500]], 0]);
  });

  it('is gone once it is saved; what other windows keep of the draft stays', async () => {
    await page('old').keep(1, copy('d'));
    await page('other').keep(1, copy('d', { at: 1_500 }));
    await page('old').forget(1, 'd');
    expect(await leftBy(1)).toEqual([['d', 1_500]]);
  });

  it('is the newest of each draft; all of it is settled at once', async () => {
    await page('one').keep(1, copy('d'));
    await page('two').keep(1, copy('d', { at: 1_500 }));
    await page('two').keep(1, copy('e', { at: 1_400 }));
    expect(await leftBy(1)).toEqual([['d', 1_500], ['e', 1_400]]);
    await page('new').settle(1, 'd', NONE);
    expect(await leftBy(1)).toEqual([['e', 1_400]]);
  });

  it('has another place for what is large', async () => {
    const html = 'x'.repeat(1_000_000);
    await page('old').keep(1, copy('d', { fields: { ...copy('d').fields, html } }));
    expect([...small.kept.values()].join('').length).toBeLessThan(100);
    expect((await page('new').left(1, NONE))[0]?.fields.html).toBe(html);
    await page('new').settle(1, 'd', NONE);
    expect([small.kept.size, far.size]).toEqual([0, 0]);
  });

  it('says when there is no room', async () => {
    small.room = 10;
    expect(await page('old').keep(1, copy('d'))).toBe(false);
  });

  it('is thrown away after a month, and where it cannot be understood', async () => {
    await page('old').keep(1, copy('d'));
    small.setItem('email-center:text:1:e:old', '{"draftId":"e"}');
    small.setItem('email-center:text:1:f:old', 'nonsense');
    small.setItem('email-center:panes', 'stays');
    time = 1_000 + 31 * DAY;
    expect(await leftBy(1)).toEqual([]);
    expect([...small.kept.keys()]).toEqual(['email-center:panes']);
  });

  it('goes with everybody who signs out', async () => {
    await page('old').keep(1, copy('d'));
    await page('old').keep(2, copy('e'));
    small.setItem('email-center:panes', 'stays');
    clearCopies(small);
    expect([...small.kept.keys()]).toEqual(['email-center:panes']);
  });
});
