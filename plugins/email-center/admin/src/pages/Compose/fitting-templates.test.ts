import { describe, expect, it } from 'vitest';
import type { TemplateDto } from '../../../../shared/contracts';
import { fittingTemplates } from './fitting-templates';

const template = (name: string, change: Partial<TemplateDto> = {}): TemplateDto => ({ id: name, name, subject: '', html: '', shared: true, own: false, recordType: null, updatedAt: '2026-11-22T08:00:00.000Z', ...change });
const all = [template('Zusage', { subject: 'Ihre Bewerbung', recordType: 'api::candidate.candidate' }), template('Absage'), template('Rückfrage', { own: true }), template('Angebot', { recordType: 'api::customer.customer' })];
const names = (recordType: string | null, q = '') => fittingTemplates(all, recordType, q).map(({ name }) => name);

describe('the templates to choose from', () => {
  it('are those for any record and for this type, one’s own first', () => {
    expect(names('api::candidate.candidate')).toEqual(['Rückfrage', 'Absage', 'Zusage']);
  });
  it('are without a record only those that need none', () => {
    expect(names(null)).toEqual(['Rückfrage', 'Absage']);
  });
  it('are found by all words of name and subject, whatever the case and the accents', () => {
    expect(names('api::candidate.candidate', 'RUCKFRAGE')).toEqual(['Rückfrage']);
    expect(names('api::candidate.candidate', 'bewerbung zu')).toEqual(['Zusage']);
    expect(names('api::candidate.candidate', 'bewerbung ab')).toEqual([]);
  });
});
