import { describe, expect, it } from 'vitest';
import { keepSizes, listWidth, readSizes, USUAL, viewsWidth } from './pane-sizes';

function storage() {
  const kept = new Map<string, string>();
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

describe('the panes', () => {
  it('are as the person left them, and each user of a browser has their own', () => {
    const store = storage();
    keepSizes(store, 1, { ...USUAL, list: 500, icons: true, fold: false });
    expect(readSizes(store, 1)).toEqual({ ...USUAL, list: 500, icons: true, fold: false });
    expect(readSizes(store, 2)).toEqual(USUAL);
  });
  it('are as usual where something else wrote in their place, or nothing can be kept', () => {
    const store = storage();
    store.kept.set('email-center.panes.1', '{"list":"wide","views":1e9}');
    expect(readSizes(store, 1)).toEqual({ ...USUAL, views: 360 });
    store.kept.set('email-center.panes.1', 'not json');
    expect(readSizes(store, 1)).toEqual(USUAL);
    const refused = () => {
      throw new Error('denied');
    };
    expect(readSizes({ getItem: refused }, 1)).toEqual(USUAL);
    expect(() => keepSizes({ setItem: refused }, 1, USUAL)).not.toThrow();
  });
  it('never take from the reader what it needs', () => {
    expect(listWidth(700, 2000)).toBe(700);
    expect(listWidth(700, 900)).toBe(520);
    expect(listWidth(700, 500)).toBe(320);
    expect(viewsWidth(50)).toBe(184);
  });
});
