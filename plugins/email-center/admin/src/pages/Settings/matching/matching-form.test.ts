import { describe, expect, it } from 'vitest';
import { matchingSettingSchema } from '../../../../../shared/contracts';
import { formOf, matchingOf } from './matching-form';

describe('the form of matching', () => {
  const value = matchingSettingSchema.parse({ cc: true, equivalentDomains: [['gmail.com', 'googlemail.com']], internalDomains: ['firm.example', 'firm.test'] });
  it('shows what is stored and stores what is shown', () => {
    expect(matchingOf(formOf(value))).toEqual(value);
  });
  it('takes domains however they are separated, each once, and leaves empty groups out', () => {
    const form = { ...formOf(value), groups: [' Gmail.com;googlemail.com gmail.com', ' '], internal: '@firm.example,\nfirm.test' };
    expect(matchingOf(form)).toMatchObject({ equivalentDomains: [['gmail.com', 'googlemail.com']], internalDomains: ['firm.example', 'firm.test'] });
  });
});
