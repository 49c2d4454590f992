import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from './inspect';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inspect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  let output = '';
  const code = await main(args, async (text) => {
    output += text;
  });
  return { code, lines: output.split('\n').filter((line) => line !== '') };
}

function written(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

describe('email-center inspect --json', () => {
  it('tells the message that is forwarded, and how that was read', async () => {
    const quoted = '---------- Forwarded message ---------\nFrom: Anna <a@example.com>\nDate: Mon, Nov 2, 2026 at 9:41 AM\nSubject: s\nTo: <p@firm.example>\n\nHi';
    const file = written('forward.eml', `From: p@firm.example\nTo: f@firm.example\nDate: Mon, 2 Nov 2026 10:15:00 +0100\nSubject: Fwd: s\n\n${quoted}\n`);
    const { lines } = await run('inspect', '--json', file);
    const { message } = JSON.parse(lines[0]!) as { message: { forwarded: unknown } };
    expect(message.forwarded).toEqual({
      style: 'inline', from: [{ name: 'Anna', address: 'a@example.com' }], to: [{ name: '', address: 'p@firm.example' }], cc: [], subject: 's', date: '2026-11-02T08:41:00.000Z',
      why: expect.stringContaining('Forwarded message'),
    });
  });

  it('tells no forwarded message where there is none, or none that can be read with certainty', async () => {
    for (const [name, text] of [['no-forward.eml', 'Hi'], ['unsure.eml', '---------- Forwarded message ---------\nFrom: Anna\nDate: today\nSubject: s\n\nHi']] as const) {
      const { lines } = await run('inspect', '--json', written(name, `From: p@firm.example\nSubject: Fwd: s\n\n${text}\n`));
      expect(JSON.parse(lines[0]!)).toMatchObject({ ok: true, message: { forwarded: null } });
    }
  });

  it('prints one line per file with everything that was read', async () => {
    const file = written('a.eml', 'From: Anna <a@example.com>\nMessage-ID: <x@y>\nDate: 1 Jan 2024 10:00:00 +0100\nSubject: s\nContent-Type: text/html\n\n<p>Hi</p>');
    const { code, lines } = await run('inspect', '--json', file);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      file, ok: true,
      message: {
        messageId: 'x@y', subject: 's', from: [{ name: 'Anna', address: 'a@example.com' }], sender: [], to: [], cc: [], bcc: [], replyTo: [],
        date: '2024-01-01T09:00:00.000Z', inReplyTo: [], references: [], text: 'Hi', html: '<p>Hi</p>', attachments: [], automatic: { kind: 'none' },
      },
    });
  });

  it('prints a line for files that are missing, folders, empty, binary or beyond the limits, and fails in the end', async () => {
    const binary = written('binary.eml', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 255)));
    const parts = written('parts.eml', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(20_000)}`);
    const { code, lines } = await run('inspect', '--json', join(folder, 'none.eml'), folder, written('empty.eml', ''), binary, parts);
    expect(code).toBe(1);
    const results = lines.map((line): { ok: boolean; error?: { kind: string; code: string } } => JSON.parse(line));
    expect(results.map(({ ok, error }) => (ok ? 'ok' : error?.code))).toEqual(['not-found', 'message-unreadable', 'ok', 'ok', 'too-many-parts']);
  });

  it('explains itself when it is called wrongly', async () => {
    for (const args of [[], ['inspect'], ['inspect', '--json'], ['other', 'x'], ['inspect', '--yaml', 'x']]) {
      const { code, lines } = await run(...args);
      expect(code).toBe(2);
      expect(lines).toEqual(['Usage: email-center inspect [--json] FILE...']);
    }
  });
});

describe('email-center inspect', () => {
  it('prints for people, and lets no control character reach the terminal', async () => {
    const file = written('b.eml', 'From: Anna <a@example.com>\nSubject: a\x1b[31mb\n\nHello\x07 you');
    const { code, lines } = await run('inspect', file);
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('Anna <a@example.com>');
    // eslint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(lines.join('')).not.toMatch(/[\x00-\x08\x0b-\x1f]/);
  });
});
