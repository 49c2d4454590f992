import { describe, expect, it } from 'vitest';
import { reachesMail, readAsked, withoutOracle, type AttributesOf } from './forward-filters';

const [MESSAGE, ACTIVITY, HOST] = ['plugin::email-center.message', 'plugin::email-center.activity', 'api::dossier.dossier'];
const TYPES: Record<string, ReturnType<AttributesOf>> = {
  [MESSAGE]: { subject: { type: 'text' }, to: { type: 'json' }, counterpart: { type: 'string' }, threadId: { type: 'string' }, size: { type: 'integer' } },
  [ACTIVITY]: { preview: { type: 'string' }, message: { type: 'relation', target: MESSAGE } },
  [HOST]: { title: { type: 'string' }, mails: { type: 'relation', target: MESSAGE }, note: { type: 'component', component: 'shared.note' } },
  'shared.note': { about: { type: 'relation', target: ACTIVITY } },
};
const attributesOf: AttributesOf = (uid) => TYPES[uid];
const narrowed = (uid: string, query: object) => withoutOracle(attributesOf, ['forward@firm.test'], uid, query);
const asked = (uid: string, query: object) => readAsked(attributesOf, uid, query);

/** As the rewritten condition stands for one field. */
const clean = (field: string) => ({
  $or: [{ [field]: { $null: true } }, { $and: [{ [field]: { $notContainsi: 'forward@firm.test' } }, { [field]: { $notContainsi: 'forward%40' } }, { $or: [{ [field]: { $notContainsi: 'forward+' } }, { [field]: { $notContainsi: '@firm.test' } }] }] }],
});

describe('a filter on what mail says', () => {
  it('finds nothing where that very field names a forward address', () => {
    expect(narrowed(MESSAGE, { filters: { to: { $contains: 'x' } } })).toEqual({ filters: { $and: [{ to: { $contains: 'x' } }, clean('to')] } });
  });

  it.each([
    ['beside others', { subject: 'a', size: 3 }, { $and: [{ $and: [{ subject: 'a' }, clean('subject')] }, { size: 3 }] }],
    ['in any logic', { $not: { $or: [{ subject: 'a' }] } }, { $not: { $or: [{ $and: [{ subject: 'a' }, clean('subject')] }] } }],
  ])('also %s', (_where, filters, expected) => {
    expect(narrowed(MESSAGE, { filters })).toEqual({ filters: expected });
  });

  it('also through relations and components, from the types of the host', () => {
    const filters = { note: { about: { message: { counterpart: { $startsWith: 'f' } } } } };
    expect(narrowed(HOST, { filters })).toEqual({ filters: { note: { about: { message: { $and: [{ counterpart: { $startsWith: 'f' } }, clean('counterpart')] } } } } });
  });

  it('also in what is populated', () => {
    expect(narrowed(HOST, { populate: { mails: { filters: { to: 'x' }, fields: ['subject'] }, other: true } }))
      .toEqual({ populate: { mails: { filters: { $and: [{ to: 'x' }, clean('to')] }, fields: ['subject'] }, other: true } });
  });

  it('is seen in the words of GraphQL, too, whose logic may be the name of a field', () => {
    expect(asked(HOST, { filters: { or: [{ mails: { not: { and: [{ subject: { contains: 'f' } }] } } }] } })).toEqual({ filters: true, refused: false });
    expect(asked(HOST, { filters: { or: [{ title: { eq: 'f' } }] } })).toEqual({ filters: false, refused: false });
    expect(readAsked((uid) => (uid === MESSAGE ? { not: { type: 'string' } } : undefined), MESSAGE, { filters: { not: { contains: 'f' } } })).toEqual({ filters: true, refused: false });
  });

  it('is looked for in each type that leads to mail, also in circles', () => {
    const circle: AttributesOf = (uid) => (uid === 'a' ? { b: { type: 'relation', target: 'b' } } : uid === 'b' ? { a: { type: 'relation', target: 'a' } } : attributesOf(uid));
    expect([reachesMail(attributesOf, HOST), reachesMail(attributesOf, 'shared.note'), reachesMail(circle, 'a'), reachesMail(() => ({ zone: { type: 'dynamiczone' } }), 'any')]).toEqual([true, true, false, true]);
  });

  it('is left alone where the field holds no address, or belongs to the host', () => {
    for (const [uid, filters] of [[MESSAGE, { threadId: 'x', size: { $gt: 3 } }], [HOST, { title: 'forward' }]] as const) expect(asked(uid, { filters })).toEqual({ filters: false, refused: false });
  });
});

describe('an order by what mail says', () => {
  it.each([
    [MESSAGE, { sort: 'counterpart' }], [MESSAGE, { sort: 'size,subject:desc' }], [MESSAGE, { sort: ['size', 'to'] }], [MESSAGE, { sort: [{ subject: 'asc' }] }], [ACTIVITY, { sort: 'message.counterpart:asc' }],
    [ACTIVITY, { sort: { message: { counterpart: 'asc' } } }], [HOST, { populate: { mails: { sort: 'subject' } } }], [HOST, { populate: { any: { on: { [MESSAGE]: { sort: 'to' } } } } }], [MESSAGE, { _q: 'forward' }],
  ])('is not answered: %s %o', (uid, query) => {
    expect(asked(uid, query).refused).toBe(true);
  });

  it.each([[MESSAGE, { sort: 'size:desc' }], [HOST, { sort: 'title', _q: 'x' }], [MESSAGE, {}], [MESSAGE, { _q: '' }]])('is answered where it tells none: %s %o', (uid, query) => {
    expect(asked(uid, query).refused).toBe(false);
  });
});
