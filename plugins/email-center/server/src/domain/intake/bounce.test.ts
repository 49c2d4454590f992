import { describe, expect, it } from 'vitest';
import type { AutomaticSignals } from './automatic';
import { readBounce } from './bounce';

function read(given: { reports?: Record<string, string>; headers?: Record<string, string>; text?: string; inReplyTo?: string[] }) {
  const { reports = {}, headers = {}, text = '', inReplyTo = [] } = given;
  const signals: AutomaticSignals = {
    header: (name) => headers[name] ?? '', has: (name) => name in headers, contentType: 'multipart/report', contentTypeHeader: 'multipart/report', text, report: (type) => reports[type] ?? null,
    envelope: { messageId: null, subject: '', from: [], sender: [], replyTo: [], to: [], cc: [], bcc: [], date: null, inReplyTo, references: [] },
  };
  return readBounce(signals);
}

const report = (...groups: string[]) => ({ 'message/delivery-status': `Reporting-MTA: dns; mx.example.org\r\n\r\n${groups.join('\r\n\r\n')}\r\n` });

describe('a bounce', () => {
  it('tells each recipient that failed, with status and reason', () => {
    const { failed } = read({ reports: report(
      'Final-Recipient: rfc822; Gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n User unknown',
      'Final-Recipient: rfc822; full@example.org\r\nAction: failed\r\nStatus: 4.2.2 (mailbox full)',
    ) });
    expect(failed).toEqual([
      { address: 'gone@example.org', status: '5.1.1', permanent: true, why: '550 5.1.1 User unknown' },
      { address: 'full@example.org', status: '4.2.2', permanent: false, why: 'The report gives no reason.' },
    ]);
  });

  it('names the address the sender wrote, not the one it was forwarded to', () => {
    const { failed } = read({ reports: report('Original-Recipient: rfc822;info@firm.example\r\nFinal-Recipient: rfc822;box7@hoster.example\r\nAction: failed\r\nStatus: 5.0.0') });
    expect(failed.map(({ address }) => address)).toEqual(['info@firm.example']);
  });

  it('leaves out recipients it reached, or has not given up on', () => {
    expect(read({ reports: report('Final-Recipient: rfc822; a@example.org\r\nAction: delayed', 'Final-Recipient: rfc822; b@example.org\r\nAction: relayed') }).failed).toEqual([]);
  });

  it.each([
    ['qmail', "Hi. This is the qmail-send program.\n\n<gone@example.org>:\n550 5.1.1 no such user\n", '5.1.1', true],
    ['Postfix', 'This is the mail system.\n\n<gone@example.org>: host mx said: 450 4.2.2 mailbox full\n', '4.2.2', false],
    ['sendmail', '   ----- Transcript -----\n550 5.1.1 <gone@example.org>... User unknown\n', '5.1.1', true],
  ])('in free text of %s is read, too', (_name, text, status, permanent) => {
    expect(read({ text }).failed).toMatchObject([{ address: 'gone@example.org', status, permanent }]);
  });

  it('is read by the field Exim writes', () => {
    expect(read({ headers: { 'x-failed-recipients': 'a@example.org, b@example.org' } }).failed.map(({ address }) => address)).toEqual(['a@example.org', 'b@example.org']);
  });

  it('names the message that was not delivered: by the returned header, the text, or what it answers', () => {
    expect(read({ reports: { 'text/rfc822-headers': 'From: a@x\r\nMessage-ID:\r\n <one@firm.example>\r\n' } }).messageId).toBe('one@firm.example');
    expect(read({ reports: { 'message/rfc822': 'Message-Id: <two@firm.example>\r\n\r\nBody' } }).messageId).toBe('two@firm.example');
    expect(read({ text: '--- Below this line is a copy of the message.\n\nMessage-ID: <three@firm.example>\n' }).messageId).toBe('three@firm.example');
    expect(read({ inReplyTo: ['four@firm.example'] }).messageId).toBe('four@firm.example');
    expect(read({}).messageId).toBeNull();
  });

  it('stays small, whatever is in the report', () => {
    const groups = Array.from({ length: 500 }, (_, index) => `Final-Recipient: rfc822; u${index}@example.org\r\nAction: failed\r\nDiagnostic-Code: smtp; ${'x'.repeat(5_000)}`);
    const { failed } = read({ reports: report(...groups) });
    expect(failed).toHaveLength(50);
    expect(failed[0]!.why.length).toBeLessThanOrEqual(300);
  });
});
