import { describe, expect, it } from 'vitest';
import { sectionsOf, viewsWithoutNumbers, type CenterView } from './view-sections';

const view = (name: CenterView['view'], id: string | null = null): CenterView => ({ view: name, id, label: null, color: null, count: null, of: null, trouble: false });

describe('the views', () => {
  it('stand in sections by what they are for, in the order of the server, without empty ones', () => {
    const sections = sectionsOf([view('group', 'a'), view('inbox'), view('group', 'b'), view('outbox'), view('sent')]);
    expect(sections.map(({ name, views }) => `${name}: ${views.map((one) => one.view + (one.id ?? '')).join(' ')}`)).toEqual(['mail: inbox sent', 'groups: groupa groupb', 'writing: outbox']);
  });
  it('are there without numbers, as far as one’s rights go, when the server cannot tell them', () => {
    const names = (rights: Partial<Record<'readMessages' | 'receiveCases' | 'assignWork' | 'send', boolean>>) =>
      viewsWithoutNumbers({ readMessages: false, receiveCases: false, assignWork: false, send: false, ...rights }).map((one) => one.view);
    expect(names({ receiveCases: true })).toEqual(['mine', 'offers']);
    expect(names({ readMessages: true, send: true })).toContain('inbox');
    expect(names({ readMessages: true })).not.toContain('drafts');
  });
});
