import { describe, expect, it } from 'vitest';
import { readPopulate } from './populate';

describe('asking for the activities of records', () => {
  it.each([
    [{ populate: 'emailActivities' }, {}],
    [{ populate: 'company, emailActivities' }, { populate: 'company' }],
    [{ populate: ['emailActivities', 'company'] }, { populate: ['company'] }],
    [{ populate: { 0: 'emailActivities', 3: 'company' } }, { populate: { 3: 'company' } }],
    [{ populate: { emailActivities: '*' } }, {}],
    [{ populate: { emailActivities: 'true', company: { fields: ['name'] } }, sort: 'name' }, { populate: { company: { fields: ['name'] } }, sort: 'name' }],
  ])('is understood in %j, and what is left is Strapi\'s', (query, rest) => {
    expect(readPopulate(query)).toEqual({ limit: 10, query: rest });
  });

  it.each([[{}], [{ populate: '*' }], [{ populate: ['company'] }], [{ populate: { company: '*' } }], [{ populate: { emailActivities: 'false' } }]])(
    'is not read into %j', (query) => expect(readPopulate(query)).toBeNull(),
  );

  it.each([['5', 5], ['1000', 100], ['0', 1], ['many', 10]])('with limit %s gives %i', (limit, expected) => {
    expect(readPopulate({ populate: { emailActivities: { limit } } })?.limit).toBe(expected);
  });
});
