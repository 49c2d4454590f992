/** Puts a message with its activities, folders and documents into a booted Strapi, as an import leaves them. */
import type { Core, UID } from '@strapi/strapi';

export interface FiledHistory {
  /** documentId of the candidate with the history. */
  candidateId: string;
  messageId: string;
  /** The newest activity. */
  activityId: string;
}

type Row = { id: number; documentId: string };

/** One candidate with so many activities (Mail 1 is the oldest), one without any, and the company of the first. */
export async function fileHistory(strapi: Core.Strapi, { activities }: { activities: number }): Promise<FiledHistory> {
  const create = async (uid: string, data: object): Promise<Row> => (await strapi.db.query(uid as UID.ContentType).create({ data: data as never })) as Row;
  const company = await strapi.documents('api::company.company' as UID.ContentType).create({ data: { name: 'Firm' } as never });
  const document = (data: object) => strapi.documents('api::candidate.candidate' as UID.ContentType).create({ data: data as never });
  const anna = await document({ name: 'Anna Weber', email: 'anna@people.test', company: company.documentId });
  await document({ name: 'Jan de Vries', email: 'jan@people.test' });
  const message = await create('plugin::email-center.message', {
    documentId: 'message0000000000000001', identity: 'identity-1', rawKey: 'raw-key-1', messageIdHash: 'hash-1', messageId: 'm1@people.test', subject: 'Mail 1', direction: 'incoming',
    receivedAt: '2026-01-01T00:00:00.000Z', from: [{ name: 'Anna', address: 'anna@people.test' }], to: [], attachments: [],
  });
  let newest: Row | null = null;
  for (let number = 1; number <= activities; number += 1) {
    newest = await create('plugin::email-center.activity', {
      documentId: `activity${String(number).padStart(16, '0')}`, kind: 'email', recordType: 'api::candidate.candidate', recordId: anna.documentId, direction: 'incoming',
      subject: `Mail ${number}`, occurredAt: new Date(Date.UTC(2026, 0, number)).toISOString(), message: message.id,
    });
    const folder = await create('plugin::email-center.document-folder', { documentId: `folder${String(number).padStart(18, '0')}`, title: `Mail ${number}`, activity: newest.id });
    const file = { size: 3, folder: folder.id, message: message.id };
    await create('plugin::email-center.document', { documentId: `original${String(number).padStart(16, '0')}`, kind: 'original', name: `Mail ${number}.eml`, ...file });
    await create('plugin::email-center.document', { documentId: `attached${String(number).padStart(16, '0')}`, kind: 'attachment', name: 'CV.pdf', partNumber: '2', ...file });
  }
  return { candidateId: anna.documentId, messageId: message.documentId, activityId: newest?.documentId ?? '' };
}
