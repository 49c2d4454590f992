import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Base64CountingSink } from './base64-counting';
import { randomBorders, seeded } from './test-streams';
import { createTransferDecoder } from './transfer-decoding';

interface Counted {
  size: number;
  digest: string;
}

function counted(text: string, borders: number[] = []): Counted {
  const hash = createHash('sha256');
  const sink = new Base64CountingSink(hash);
  const octets = Buffer.from(text, 'latin1');
  let from = 0;
  for (const to of [...borders, octets.length]) {
    sink.write(octets.subarray(from, to));
    from = to;
  }
  sink.end();
  return { size: sink.size, digest: hash.digest('hex') };
}

function decodedSize(text: string): number {
  let size = 0;
  const decoder = createTransferDecoder('base64', (octets) => (size += octets.length));
  decoder.write(Buffer.from(text, 'latin1'));
  decoder.end();
  return size;
}

const wrapped = (text: string, width: number, lineEnd = '\r\n') => text.replace(new RegExp(`.{${width}}`, 'g'), `$&${lineEnd}`);

describe('counting base64 without decoding it', () => {
  const random = seeded(3);
  const content = Buffer.from(Array.from({ length: 200_001 }, () => Math.floor(random() * 256))).toString('base64');

  it('finds the size and the same hash for any wrapping, line end and stream border', () => {
    const one = counted(wrapped(content, 76));
    expect(one.size).toBe(200_001);
    for (const text of [content, wrapped(content, 60), wrapped(content, 76, '\n'), wrapped(content, 64), `${wrapped(content, 76)}\r\n\r\n`, wrapped(content, 75, ' \t')]) {
      for (let i = 0; i < 4; i += 1) expect(counted(text, randomBorders(text.length, i * 5, random))).toEqual(one);
    }
  });

  it('counts exactly what the decoder gives, also of garbage', () => {
    for (let i = 0; i < 400; i += 1) {
      let text = wrapped(content.slice(0, Math.floor(random() * 3000)), 76);
      for (let k = 0; k < random() * 6; k += 1) {
        const at = Math.floor(random() * text.length);
        text = text.slice(0, at) + ['=', '==', '-', ' ', '\r', '\n', 'A', '\xff', '==\r\n'][Math.floor(random() * 9)]! + text.slice(at);
      }
      expect(counted(text, randomBorders(text.length, 3, random)).size).toBe(decodedSize(text));
    }
  });

  it('hashes other content to another hash', () => {
    const text = wrapped(content, 76);
    const other = `${text.slice(0, 70_000)}${text[70_000] === 'A' ? 'B' : 'A'}${text.slice(70_001)}`;
    expect(counted(other).digest).not.toBe(counted(text).digest);
  });
});
