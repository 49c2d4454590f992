import { describe, expect, it } from 'vitest';
import type { Envelope } from '../mail/message';
import { decideAutomatic, type AutomaticSignals } from './automatic';

interface Given {
  headers?: Record<string, string>;
  subject?: string;
  from?: string;
  text?: string;
  contentType?: string;
  reports?: Record<string, string>;
}

function decided({ headers = {}, subject = 'Hello', from = 'a@example.com', text = '', contentType = 'text/plain', reports = {} }: Given) {
  const envelope: Envelope = {
    messageId: null, subject, from: [{ name: '', address: from }], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo: [], references: [],
  };
  const signals: AutomaticSignals = {
    header: (name) => headers[name] ?? '',
    has: (name) => name in headers,
    contentType: contentType.split(';')[0]!,
    contentTypeHeader: contentType,
    envelope,
    text,
    report: (type) => reports[type] ?? null,
  };
  return decideAutomatic(signals);
}

describe('automatic mail', () => {
  it('is none when nothing says otherwise, and says so', () => {
    expect(decided({})).toEqual({ kind: 'none', why: 'No sign of automatic mail.' });
  });

  it('is a bounce when a delivery status report says that delivery failed, even if a list passed it on', () => {
    const status = 'Final-Recipient: rfc822; gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n';
    const result = decided({ headers: { 'list-id': '<x>' }, contentType: 'multipart/report; report-type=delivery-status', reports: { 'message/delivery-status': status } });
    expect(result).toMatchObject({ kind: 'bounce', why: 'Delivery status report (RFC 3464), action failed, for gone@example.org, status 5.1.1.' });
  });

  it('is an auto-reply, not a bounce, when the report only speaks of delay or success', () => {
    for (const action of ['delayed', 'delivered', 'relayed']) {
      expect(decided({ reports: { 'message/delivery-status': `Action: ${action}\r\n` } }).kind).toBe('auto-reply');
    }
  });

  it('is a bounce in free text only when a mail server wrote it', () => {
    expect(decided({ from: 'mailer-daemon@example.org', subject: 'Undelivered Mail Returned to Sender' }).kind).toBe('bounce');
    expect(decided({ from: 'postmaster@example.org', subject: 'Problem', text: 'Your message could not be delivered.' }).kind).toBe('bounce');
    expect(decided({ from: 'anna@example.org', subject: 'Undelivered Mail Returned to Sender' }).kind).toBe('none');
    expect(decided({ from: 'postmaster@example.org', subject: 'New password rules' }).kind).toBe('none');
  });

  it('is a bounce with an empty return path and a subject that says so', () => {
    expect(decided({ headers: { 'return-path': '<>' }, from: 'anna@example.org', subject: 'Undeliverable: Offer' }).kind).toBe('bounce');
  });

  it('is an auto-reply by RFC 3834 and by the fields older programs write', () => {
    const fields: Record<string, string>[] = [{ 'auto-submitted': 'auto-replied' }, { 'auto-submitted': 'Auto-Replied; x=y' }, { 'x-autoreply': '' }, { 'x-autorespond': 'yes' }, { precedence: 'auto_reply' }];
    for (const headers of fields) expect(decided({ headers }).kind).toBe('auto-reply');
  });

  it.each([
    'Automatic reply: Offer', 'Auto-Reply: Offer', 'Out of Office', 'Out of the office until Monday', 'Automatische Antwort: Angebot', 'Abwesenheitsnotiz: Angebot',
    'Abwesend bis Montag', 'Abwesenheit', 'On vacation until Monday', 'Ich bin im Urlaub', 'Automatisch antwoord: Offerte', 'Afwezig', 'Automatische reactie', 'Réponse automatique : Offre', "Message d'absence",
    'Absence du bureau', 'Risposta automatica: Offerta', 'Fuori ufficio', 'Respuesta automática: Oferta', 'Fuera de la oficina',
  ])('is an auto-reply by the subject "%s"', (subject) => {
    expect(decided({ subject }).kind).toBe('auto-reply');
  });

  it.each(['Re: Out of office', 'AW: Abwesenheitsnotiz', 'Urlaubsplanung 2024', 'Automation offer', 'The office is out of coffee', 'Fuoriclasse', 'Urlaub in Griechenland', 'Abwesenheitsplan', 'On holiday pay', 'Automatisering'])(
    'is not an auto-reply by the subject "%s"',
    (subject) => {
      expect(decided({ subject }).kind).toBe('none');
    },
  );

  it('is a list when one can post to it, and bulk when one can only leave it', () => {
    expect(decided({ headers: { 'list-id': 'Talk <talk.example.org>' } })).toEqual({
      kind: 'list', why: 'List-Id: Talk <talk.example.org> (RFC 2919).', reasons: [{ code: 'header-line', params: { line: 'List-Id: Talk <talk.example.org> (RFC 2919)' } }],
    });
    expect(decided({ headers: { 'list-post': '<mailto:talk@example.org>' } }).kind).toBe('list');
    expect(decided({ headers: { 'list-unsubscribe': '<https://example.org>' } }).kind).toBe('bulk');
    expect(decided({ headers: { precedence: 'bulk' } }).kind).toBe('bulk');
    expect(decided({ headers: { precedence: 'first-class' } }).kind).toBe('none');
  });

  it('is a complaint when a provider reports abuse', () => {
    expect(decided({ reports: { 'message/feedback-report': 'Feedback-Type: fraud\r\n' } })).toEqual({
      kind: 'complaint', why: 'Feedback report of a mail provider, type fraud (RFC 5965).', reasons: [{ code: 'feedback-report', params: { type: 'fraud' } }],
    });
  });

  it('keeps its reasons short', () => {
    expect(decided({ headers: { 'list-id': 'x'.repeat(10_000) } }).why.length).toBeLessThan(200);
  });
});
