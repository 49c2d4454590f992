import { describe, expect, it } from 'vitest';
import { makeMessage } from '../../../../test/fakes/mail';
import type { FetchedMail } from '../../flow/ports';
import { BatchPacker, unpackBatch } from './packed-batch';

const facts = { internalDate: '2026-01-01T00:00:00.000Z', size: 10, seen: false };
const readable = (uid: number, text: string): FetchedMail => ({ ok: true, uid, ...facts, rawKey: `key ${uid}`, message: { ...makeMessage({ identity: `m${uid}` }), text } });
const unreadable: FetchedMail = {
  ok: false, uid: 7, internalDate: facts.internalDate, size: 3, rawKey: null, envelope: null,
  error: { kind: 'malformed', code: 'message-unreadable', message: 'Unreadable.', remedier: 'provider' },
};
/** As a port does it: the sender's memory is gone. */
const handedOver = (octets: Uint8Array): Uint8Array => structuredClone(octets, { transfer: [octets.buffer as ArrayBuffer] });
const textOf = (mail: FetchedMail | undefined): string => (mail?.ok ? mail.message.text : '');

describe('a packed batch', () => {
  it('holds every message as it was, with texts of all kinds', () => {
    const mails = [readable(1, 'plain'), unreadable, readable(2, ''), readable(3, 'Größe € 😀\uFEFF'), readable(4, 'x'.repeat(3_000_000))];
    expect(unpackBatch(handedOver(new BatchPacker().pack(mails)))).toEqual(mails);
  });

  it('holds no half of a character', () => {
    expect(textOf(unpackBatch(new BatchPacker().pack([readable(1, 'a\ud800b')]))[0])).toBe('a\ufffdb');
  });

  it('lies in the memory of an earlier one that was given back', () => {
    const packer = new BatchPacker();
    const first = packer.pack([readable(1, 'a long text')]);
    const { buffer } = first;
    expect(packer.pack([readable(2, 'b')]).buffer).not.toBe(buffer);
    packer.reuse(buffer as ArrayBuffer);
    const third = packer.pack([readable(3, 'short')]);
    expect(third.buffer).toBe(buffer);
    expect(unpackBatch(third)).toEqual([readable(3, 'short')]);
  });

  it('takes new memory when what was given back is too small, and keeps none of an unusual size', () => {
    const packer = new BatchPacker();
    const small = packer.pack([readable(1, 'a')]).buffer as ArrayBuffer;
    packer.reuse(small);
    const huge = packer.pack([readable(2, 'b'.repeat(9_000_000))]).buffer as ArrayBuffer;
    expect(huge).not.toBe(small);
    packer.reuse(huge);
    expect(packer.pack([readable(3, 'c')]).buffer).toBe(small);
    expect(packer.pack([readable(4, 'd')]).buffer).not.toBe(huge);
  });

  it('does not show an empty text once its memory is given back', () => {
    const packed = new BatchPacker().pack([readable(1, 'a')]);
    const [mail] = unpackBatch(packed);
    expect(textOf(mail)).toBe('a');
    handedOver(packed);
    expect(() => textOf(mail)).toThrow('after the next batch was asked for');
  });
});
