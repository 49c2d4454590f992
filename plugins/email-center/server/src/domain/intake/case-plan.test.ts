import { describe, expect, it } from 'vitest';
import { planCase, type CaseMail } from './case-plan';
import type { Match } from './types';

const mail: CaseMail = {
  internalDate: '2026-11-12T09:41:00.000Z', size: 100,
  message: {
    identity: 'id', subject: 'Bitte klären', from: [{ name: 'Karin', address: 'Karin@firm.example' }], to: [], cc: [], replyTo: [], text: 'Anna <anna@people.example> fragt nach.',
    attachments: [{ partNumber: '2', filename: 'CV.pdf', contentType: 'application/pdf', size: 5, inline: false, contentId: null }],
  },
};
const anna: Match = { recordType: 'api::candidate.candidate', recordId: 'anna', reasons: [{ rule: 'case-mention', address: 'anna@people.example', field: 'email', enteredAt: '2026-01-01T00:00:00.000Z' }] };
const key = 'api::candidate.candidate anna';

describe('a case', () => {
  it('is in the history of each record it names, with original and attachments, and is linked to it', () => {
    const { links, activities } = planCase(mail, [anna], new Map());
    expect(links).toEqual([{ identity: 'id', ...anna }]);
    expect(activities).toMatchObject([{ kind: 'case', recordType: 'api::candidate.candidate', recordId: 'anna', direction: 'incoming', counterpart: 'karin@firm.example', preview: 'Anna <anna@people.example> fragt nach.' }]);
    expect(activities[0]!.folder.documents.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['original Bitte klären.eml', 'attachment CV.pdf']);
  });
  it('that names no record waits for one: it has an activity all the same', () => {
    expect(planCase(mail, [], new Map())).toMatchObject({ links: [], activities: [{ kind: 'case', recordType: null, recordId: null }] });
  });
  it('of a message that is linked to the record already adds its activity and no second link', () => {
    expect(planCase(mail, [anna], new Map([[key, 'active']]))).toMatchObject({ links: [], activities: [{ recordId: 'anna' }] });
  });
  it('does not come back to a record it was removed from', () => {
    expect(planCase(mail, [anna], new Map([[key, 'removed']]))).toMatchObject({ links: [], activities: [{ recordId: null }] });
  });
});
