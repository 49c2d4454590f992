/**
 * A batch of fetched messages as octets, in memory that goes back and forth between the two threads. As strings, the texts of
 * a batch outlive two collections of young objects in the Strapi thread, and then lie in its old space until V8 sees reason to
 * collect that, which it does late; memory handed over anew for each batch waits for the same.
 *
 * Layout: where the rest begins and where it ends (two 32-bit numbers), the texts in UTF-8, the rest as V8 serialises it.
 */
import { deserialize, serialize } from 'node:v8';
import type { Message } from '../../domain/mail/message';
import type { FetchedMail } from '../../flow/ports';

type ReadableMail = Extract<FetchedMail, { ok: true }>;
type Textless = Omit<ReadableMail, 'message'> & { message: Omit<Message, 'text'> };

/** What is serialised: `texts` are the octets of each readable message's text, in order. */
interface Rest {
  mails: (Exclude<FetchedMail, ReadableMail> | Textless)[];
  texts: number[];
}

const HEAD = 8;
/** Sizes of memory are multiples of this, so that what held one batch nearly always holds the next one. */
const STEP = 1024 * 1024;
/** What an unusual batch needed is not kept. */
const LARGEST_SPARE = 8 * STEP;
const MOST_SPARES = 2;

/** The thread's side. */
export class BatchPacker {
  private readonly spares: ArrayBuffer[] = [];

  /** Takes back the memory of a batch that nobody reads any more. */
  reuse(memory: ArrayBuffer): void {
    if (memory.byteLength <= LARGEST_SPARE && this.spares.length < MOST_SPARES) this.spares.push(memory);
  }

  /** Lone surrogates in a text, which no database takes, become U+FFFD. */
  pack(mails: readonly FetchedMail[]): Uint8Array {
    const texts = mails.flatMap((mail) => (mail.ok ? [mail.message.text] : []));
    const lengths = texts.map((text) => Buffer.byteLength(text));
    const rest = serialize({ mails: mails.map(withoutText), texts: lengths } satisfies Rest);
    const restAt = lengths.reduce((sum, length) => sum + length, HEAD);
    const octets = Buffer.from(this.memoryFor(restAt + rest.length));
    octets.writeUInt32LE(restAt, 0);
    octets.writeUInt32LE(restAt + rest.length, 4);
    texts.reduce((at, text) => at + octets.write(text, at), HEAD);
    octets.set(rest, restAt);
    return octets;
  }

  private memoryFor(size: number): ArrayBuffer {
    const spare = this.spares.findIndex((memory) => memory.byteLength >= size);
    return spare === -1 ? new ArrayBuffer(Math.ceil(size / STEP) * STEP) : this.spares.splice(spare, 1)[0]!;
  }
}

function withoutText(mail: FetchedMail): Rest['mails'][number] {
  if (!mail.ok) return mail;
  const { text: _text, ...message } = mail.message;
  return { ...mail, message };
}

/**
 * The Strapi thread's side. A text becomes a string anew whenever it is read, and is gone soon after; once the memory was
 * given back, reading it throws.
 */
export function unpackBatch(packed: Uint8Array): FetchedMail[] {
  const octets = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  // Written by `pack` of the same build in the same process.
  const { mails, texts } = deserialize(octets.subarray(octets.readUInt32LE(0), octets.readUInt32LE(4))) as Rest;
  let from = HEAD;
  let index = 0;
  for (const mail of mails) {
    if (!mail.ok) continue;
    const to = from + texts[index]!;
    Object.defineProperty(mail.message, PLACE, { value: { octets, from, to } satisfies Place });
    Object.defineProperty(mail.message, 'text', TEXT);
    from = to;
    index += 1;
  }
  return mails as FetchedMail[];
}

/** Where the text of a message lies. */
interface Place {
  octets: Buffer;
  from: number;
  to: number;
}
const PLACE = Symbol('place of the text');

/** One getter for all of them: with a function of its own, each message would become a dictionary of thrice its size. */
const TEXT: PropertyDescriptor & ThisType<{ [PLACE]: Place }> = {
  enumerable: true,
  get() {
    const { octets, from, to } = this[PLACE];
    // Octets without memory would be an empty text.
    if (octets.length === 0) throw new Error('The text of a message was read after the next batch was asked for.');
    return octets.toString('utf8', from, to);
  },
};
