import { describe, expect, it } from 'vitest';
import { isAbort } from './problem';
import { createPagesInTurn, type Load } from './pages-in-turn';

interface Asked { filter: string; cursor: string | undefined; answer(next: string | null): void; lose(): void; fail(): void }

/** A query hook as the panel has it: it knows one question, and whoever asked the one before gets nothing. */
function oneHook(): { asked: Asked[]; of(filter: string): Load<{ id: string }> } {
  const asked: Asked[] = [];
  const of = (filter: string): Load<{ id: string }> => (cursor) => {
    asked.at(-1)?.lose();
    return new Promise((resolve, reject) => {
      asked.push({
        filter, cursor,
        answer: (next) => resolve({ items: [{ id: `${filter} ${cursor ?? 'first'}` }], next }),
        lose: () => resolve(undefined as never),
        fail: () => reject(new Error('The server does not answer.')),
      });
    });
  };
  return { asked, of };
}

const soon = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
const outcome = (reading: Promise<unknown>): Promise<unknown> => reading.catch((thrown: unknown) => (isAbort(thrown) ? 'not wanted' : 'failed'));

describe('pages of a list', () => {
  it('are asked for one after the other, so that the first page read again and the next page both come', async () => {
    const { asked, of } = oneHook();
    const pages = createPagesInTurn<{ id: string }>();
    const [head, more] = [pages.read(of('inbox'), undefined), pages.read(of('inbox'), 'c1')];
    await soon();
    expect(asked).toHaveLength(1);
    asked[0]!.answer('c1');
    expect((await head).items).toEqual([{ id: 'inbox first' }]);
    await soon();
    asked[1]!.answer(null);
    expect((await more).items).toEqual([{ id: 'inbox c1' }]);
  });

  it('come after one that failed, too', async () => {
    const { asked, of } = oneHook();
    const pages = createPagesInTurn<{ id: string }>();
    const [head, more] = [outcome(pages.read(of('inbox'), undefined)), pages.read(of('inbox'), 'c1')];
    await soon();
    asked[0]!.fail();
    expect(await head).toBe('failed');
    await soon();
    asked[1]!.answer(null);
    expect((await more).next).toBeNull();
  });

  it('of another filter wait for nothing', async () => {
    const { asked, of } = oneHook();
    const pages = createPagesInTurn<{ id: string }>();
    void outcome(pages.read(of('inbox'), undefined));
    await soon();
    const other = pages.begin(of('sent'));
    asked[1]!.answer(null);
    expect((await other).items).toEqual([{ id: 'sent first' }]);
  });

  it('that waited while the list began anew are not asked for any more, which would take the new one its answer', async () => {
    const { asked, of } = oneHook();
    const pages = createPagesInTurn<{ id: string }>();
    const [head, more] = [outcome(pages.read(of('inbox'), undefined)), outcome(pages.read(of('inbox'), 'c1'))];
    await soon();
    const other = pages.begin(of('sent'));
    expect(await head).toBe('not wanted');
    expect(await more).toBe('not wanted');
    expect(asked.map(({ filter }) => filter)).toEqual(['inbox', 'sent']);
    asked[1]!.answer(null);
    expect((await other).items).toEqual([{ id: 'sent first' }]);
  });

  it('asked for once the list began anew come after its first page', async () => {
    const { asked, of } = oneHook();
    const pages = createPagesInTurn<{ id: string }>();
    const [first, head] = [pages.begin(of('sent')), pages.read(of('sent'), undefined)];
    await soon();
    expect(asked).toHaveLength(1);
    asked[0]!.answer(null);
    await first;
    await soon();
    asked[1]!.answer(null);
    expect((await head).next).toBeNull();
  });

  it('that resolve with nothing, as after a sign-out, are not wanted', async () => {
    const { asked, of } = oneHook();
    const first = outcome(createPagesInTurn<{ id: string }>().begin(of('inbox')));
    asked[0]!.lose();
    expect(await first).toBe('not wanted');
  });
});
