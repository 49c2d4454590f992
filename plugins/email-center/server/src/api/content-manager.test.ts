import { describe, expect, it } from 'vitest';
import { namesOurType } from './content-manager';

describe('a path of the content manager that names one of our types', () => {
  it.each([
    '/content-manager/collection-types/plugin::email-center.message',
    '/content-manager/collection-types/plugin%3A%3Aemail-center.message/abc',
    '/content-manager/collection-types/plugin%3a%3a%65mail-center%2eactivity/',
    '/Content-Manager/Relations/plugin::email-center.document/folder',
    '/content%2Dmanager/uid/plugin::Email-Center.document-folder',
    '/content-manager/%zz/plugin::email-center.message',
  ])('is known as %s', (path) => expect(namesOurType(path)).toBe(true));

  it.each(['/content-manager/collection-types/api::candidate.candidate', '/api/email-center/messages', '/content-manager/content-types', '/content-manager/%', '/'])(
    'is not read into %s', (path) => expect(namesOurType(path)).toBe(false),
  );
});
