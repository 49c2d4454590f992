/** What becomes of a message at a forward address (S5): filed as the message within, shown to somebody, or turned away. Pure. */
import { normalizeAddress, normalizeAddresses, type Address } from '../mail/address';
import { FORWARD_DEFAULTS, type ForwardOptions } from '../mail/account';
import type { FiledForward, Forwarded, ForwardSigns } from '../mail/forwarded';
import type { Envelope, Message } from '../mail/message';
import { because, inEnglish, withTexts, type Reason } from '../mail/reason';
import { concealForward } from './conceal-forward';
import { failsAuthentication, readAuthentication, type Receiver } from './authentication';
import { isAtAddress } from './forward-address';
import { workReason, type WorkReason } from './work';

/** Who belongs to the firm, as far as a batch names them. */
export interface ForwardContext {
  kind: 'forward';
  /** Panel users and employees, by normalised address, with their names. */
  colleagues: ReadonlyMap<string, string>;
  /** Domains whose addresses are the firm's own, in ASCII. */
  ownDomains: readonly string[];
  receiver: Receiver;
  /** ISO; when the batch is filed. */
  now: string;
}

export interface ForwardAccount {
  address: string;
  forward: ForwardOptions;
}

export type ForwardedMail = Envelope & Partial<Pick<Message, 'forwarded' | 'forwardSigns'>>;

export type ForwardDecision =
  | { kind: 'file'; forwarded: FiledForward; outgoing: boolean; counterpart: string | null }
  | { kind: 'look'; reason: WorkReason }
  | { kind: 'block'; reason: Reason };

const NO_SIGNS: ForwardSigns = {
  why: inEnglish([because('not-forwarded')]), reasons: [because('not-forwarded')], deeper: [], redirectedBy: [], deliveredTo: [], authenticationResults: null, filesLeftOut: 0,
};

export function decideForward(mail: ForwardedMail, account: ForwardAccount, context: ForwardContext): ForwardDecision {
  const at = new Here(mail, account, context);
  if (at.isOwn(at.sender)) return { kind: 'block', reason: because('from-forward-address') };
  const levels = at.levels();
  const by = at.feeder(levels[0] ?? null);
  const refusal = at.refuse(by);
  if (refusal !== null) return refusal;
  const doubt = at.doubtAddress() ?? (levels.length === 0 ? look('not-readable', ...at.signs.reasons) : null) ?? at.doubtSender();
  return doubt ?? at.file(levels, by);
}

class Here {
  readonly signs: ForwardSigns;
  readonly sender: string | null;
  private readonly options: ForwardOptions;

  constructor(private readonly mail: ForwardedMail, private readonly account: ForwardAccount, private readonly context: ForwardContext) {
    this.signs = mail.forwardSigns ?? NO_SIGNS;
    this.sender = normalizeAddresses(mail.from)[0] ?? null;
    this.options = account.forward ?? FORWARD_DEFAULTS;
  }

  isOwn(address: string | null): boolean {
    return address !== null && isAtAddress(address, this.account.address);
  }

  private isColleague(address: string | null): boolean {
    return address !== null && this.context.colleagues.has(address);
  }

  /** Of the firm, or the forward address itself: no counterpart. */
  private isOurs(address: string): boolean {
    return this.isColleague(address) || this.isOwn(address) || this.context.ownDomains.includes(address.slice(address.lastIndexOf('@') + 1));
  }

  private get recipients(): string[] {
    return normalizeAddresses([...this.mail.to, ...this.mail.cc]);
  }

  /** The readings, from the outside in; a message that was not addressed here came by a rule or as a blind copy. */
  levels(): Forwarded[] {
    const { forwarded } = this.mail;
    const read = forwarded == null ? [] : [forwarded, ...this.signs.deeper];
    if (forwarded?.style === 'redirect' || this.sender === null || this.recipients.some((address) => this.isOwn(address))) return read;
    const own = { from: this.mail.from, to: this.mail.to, cc: this.mail.cc, subject: this.mail.subject, date: this.mail.date };
    if (this.isOurs(this.sender)) {
      if (!this.isColleague(this.sender) || forwarded != null || !this.recipients.some((address) => !this.isOurs(address))) return read;
      return [{ style: 'bcc', ...own, ...saidOf(because('blind-copy')) }];
    }
    const colleague = this.recipients.find((address) => this.isColleague(address));
    if (colleague === undefined) return read;
    return [{ style: 'redirect', ...own, ...saidOf(because('addressed-to-colleague', { address: colleague })) }, ...read];
  }

  /** Who forwarded it, normalised; null when nothing tells. */
  feeder(outermost: Forwarded | null): string | null {
    if (outermost?.style !== 'redirect') return this.sender;
    const [said] = this.signs.redirectedBy.filter((address) => !this.isOwn(address));
    if (said !== undefined) return said;
    if (this.isColleague(this.sender)) return this.sender;
    return [...this.signs.deliveredTo, ...this.recipients].find((address) => this.isColleague(address)) ?? null;
  }

  refuse(by: string | null): ForwardDecision | null {
    if (this.options.feeders === 'everyone' || this.isColleague(by)) return null;
    if (by === null) return look('unknown-feeder', because('feeder-unknown'));
    return { kind: 'block', reason: because('not-a-feeder', { address: by }) };
  }

  /**
   * Of a secret address, only what was sent to it is filed without a look; after a rotation for a while also what was sent to the
   * former one, and what tells no address at all no more.
   */
  doubtAddress(): ForwardDecision | null {
    const former = this.options.former ?? [];
    if (former.length === 0 && !this.account.address.includes('+')) return null;
    const named = [...this.signs.deliveredTo, ...this.recipients, ...normalizeAddresses(this.mail.bcc)].filter((address) => this.isOwn(address));
    const current = normalizeAddress(this.account.address);
    const valid = new Set([current, ...former.filter(({ until }) => until > this.context.now).map(({ address }) => normalizeAddress(address))]);
    if (named.some((address) => valid.has(address))) return null;
    if (named.length > 0) return look('old-address', because('secret-is-old'));
    return former.length === 0 ? null : look('old-address', because('secret-untold'));
  }

  private get authentication() {
    return readAuthentication(this.signs.authenticationResults, this.context.receiver);
  }

  doubtSender(): ForwardDecision | null {
    if (this.options.feeders === 'everyone' || !failsAuthentication(this.authentication)) return null;
    return look('authentication-failed', because('sender-not-believed'));
  }

  /** The outermost message that has somebody from outside the firm in it. */
  file(levels: readonly Forwarded[], by: string | null): ForwardDecision {
    const chosen = levels.find((level) => this.counterpartOf(level) !== null);
    if (chosen === undefined) return look('not-readable', because('all-of-the-firm'));
    const outgoing = this.isOurs(normalizeAddresses(chosen.from)[0]!);
    const depth = levels.indexOf(chosen);
    const reasons = [...chosen.reasons, ...(depth === 0 ? [] : [because('among-colleagues')]), ...filesLeftOut(this.signs.filesLeftOut)];
    const style = levels[0]!.style;
    const forwarded: FiledForward = {
      ...chosen, style, direction: outgoing ? 'outgoing' : 'incoming', ...saidOf(...withTexts(reasons, (text) => concealForward([this.account.address]).text(text))), to: this.shown(chosen.to), cc: this.shown(chosen.cc), by: this.named(by), authentication: this.authentication,
    };
    return { kind: 'file', forwarded, outgoing, counterpart: this.counterpartOf(chosen) };
  }

  /** Its sender when that is nobody of the firm; else the first recipient who is not. */
  private counterpartOf({ from, to, cc }: Forwarded): string | null {
    const [sender] = normalizeAddresses(from);
    if (sender === undefined) return null;
    if (!this.isOurs(sender)) return sender;
    return normalizeAddresses([...to, ...cc]).find((address) => !this.isOurs(address)) ?? null;
  }

  /** The forward address is secret (S5.3): it is not stored with the messages it brought. */
  shown(addresses: readonly Address[]): Address[] {
    return addresses.map((entry) => (this.isOwn(normalizeAddress(entry.address)) ? { name: 'Forward address', address: '' } : entry));
  }

  private named(by: string | null): Address | null {
    if (by === null) return null;
    const written = this.mail.from.find(({ address }) => normalizeAddress(address) === by)?.name ?? '';
    return { name: this.context.colleagues.get(by) ?? written, address: by };
  }
}

/** A message as it came, without the forward address it came by. */
export function withoutForwardAddress(mail: Envelope, account: ForwardAccount, context: ForwardContext): Envelope {
  const here = new Here(mail, account, context);
  const [from, to, cc, bcc] = [mail.from, mail.to, mail.cc, mail.bcc].map((addresses) => here.shown(addresses)) as [Address[], Address[], Address[], Address[]];
  return { ...mail, from, to, cc, bcc, subject: concealForward([account.address]).text(mail.subject) };
}

/** What a forward address did not keep, as one more reason. */
export function filesLeftOut(count: number): Reason[] {
  return count === 0 ? [] : [because('files-left-out', { count })];
}

const saidOf = (...reasons: Reason[]): { why: string; reasons: Reason[] } => ({ why: inEnglish(reasons), reasons });

function look(code: WorkReason['code'], ...reasons: Reason[]): ForwardDecision {
  return { kind: 'look', reason: workReason(code, reasons) };
}
