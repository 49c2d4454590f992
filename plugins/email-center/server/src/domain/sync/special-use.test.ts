import { describe, expect, it } from 'vitest';
import { chooseSent } from './special-use';

const plain = (...paths: string[]): { path: string; specialUse: string | null }[] => paths.map((path) => ({ path, specialUse: null }));

describe('choosing the Sent mailbox', () => {
  it('takes what was chosen by hand, whatever the server says', () => {
    const mailboxes = [...plain('INBOX', 'Projects/Out'), { path: 'Sent', specialUse: '\\Sent' }];
    expect(chooseSent(mailboxes, 'Projects/Out')).toEqual({ path: 'Projects/Out', by: 'hand' });
  });

  it('finds none when the one chosen by hand is gone, rather than another', () => {
    expect(chooseSent([{ path: 'Sent', specialUse: '\\Sent' }], 'Old sent')).toBeNull();
  });

  it('prefers the attribute to the name', () => {
    expect(chooseSent([...plain('INBOX', 'Sent'), { path: 'Ausgang', specialUse: '\\Sent' }], null)).toEqual({ path: 'Ausgang', by: 'attribute' });
  });

  it('reads the attribute in any case', () => {
    expect(chooseSent([{ path: 'X', specialUse: '\\sent' }], null)).toEqual({ path: 'X', by: 'attribute' });
  });

  it.each([
    'Sent', 'Sent Items', 'SENT MAIL', 'Gesendet', 'Gesendete Elemente', 'Gesendete Objekte', 'Verzonden items', 'Éléments envoyés', 'Posta inviata', 'Elementos enviados',
    'Itens enviados', 'Elementy wysłane', 'Odeslaná pošta', 'Odoslané', 'Skickade objekt', 'Sendt post', 'Lähetetyt', 'Elküldött elemek', 'Trimise',
    'Gönderilmiş Öğeler', 'Poslano', 'Отправленные', 'Надіслані', 'Απεσταλμένα', '送信済みメール', '已发送邮件', '보낸편지함',
  ])('knows the name %s', (name) => {
    expect(chooseSent(plain('INBOX', 'Drafts', name), null)).toEqual({ path: name, by: 'name' });
  });

  it('knows the name below a prefix and in decomposed letters', () => {
    expect(chooseSent(plain('INBOX', 'INBOX.Gesendet'), null)?.path).toBe('INBOX.Gesendet');
    expect(chooseSent(plain('INBOX', '[Gmail]/Gesendet'), null)?.path).toBe('[Gmail]/Gesendet');
    expect(chooseSent(plain('INBOX', 'Envoyés'.normalize('NFD')), null)).not.toBeNull();
  });

  it('prefers the mailbox nearest to the root', () => {
    expect(chooseSent(plain('Archive/2019/Sent', 'Sent'), null)?.path).toBe('Sent');
  });

  it('takes no mailbox that the server uses for something else', () => {
    expect(chooseSent([...plain('INBOX'), { path: 'Sent', specialUse: '\\Trash' }], null)).toBeNull();
  });

  it('does not guess from a name that only contains the word', () => {
    expect(chooseSent(plain('INBOX', 'Sent to clients', 'Unsent', 'Nicht gesendet'), null)).toBeNull();
  });
});
