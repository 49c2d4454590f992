/** One item of the outbox, held by one run for as long as that works on it. */
import { MailError } from '../../domain/mail/mail-error';
import type { OutboxChange, OutboxItem } from '../../domain/outbox/item';
import type { Clock, Logger, Timers } from '../ports';
import type { ItemLease, OutboxStore } from './ports';

/** How long an item is good without renewal: one whose process died is taken up by another after this time, on the same machine at once. */
export const ITEM_LEASE_SECONDS = 60;
const RENEW_EVERY = 15_000;

export interface HoldingPorts {
  outbox: OutboxStore;
  clock: Clock & Timers;
  logger: Logger;
}

export class HeldItem {
  private readonly lost = new AbortController();
  readonly signal: AbortSignal;
  private readonly stopRenewing: () => void;
  private current: OutboxItem;
  private gone = false;

  constructor(private readonly ports: HoldingPorts, claimed: { item: OutboxItem; lease: ItemLease }, stop: AbortSignal) {
    this.current = claimed.item;
    this.lease = claimed.lease;
    this.signal = AbortSignal.any([stop, this.lost.signal]);
    this.stopRenewing = ports.clock.every(RENEW_EVERY, () => this.renew());
  }

  private readonly lease: ItemLease;

  get item(): OutboxItem {
    return this.current;
  }

  /** Rejects with `lease-lost` when another run has it by now: then nothing more may be done with it here. */
  async save(change: OutboxChange & { tried?: boolean }): Promise<void> {
    await this.ports.outbox.save(this.lease, change);
    const { tried: _tried, ...values } = change;
    this.current = { ...this.current, ...values };
  }

  async remove(): Promise<void> {
    await this.ports.outbox.remove(this.lease);
    this.gone = true;
  }

  /** Never rejects: a lease that cannot be given back ends by itself. */
  async release(): Promise<void> {
    this.stopRenewing();
    if (this.gone) return;
    await this.ports.outbox.release(this.lease).catch((error: unknown) => this.warn('An item of the outbox could not be given back; its lease ends by itself.', error));
  }

  private renew(): void {
    this.ports.outbox.renew(this.lease, ITEM_LEASE_SECONDS).catch((error: unknown) => {
      const told = MailError.wrap(error);
      if (told.code === 'lease-lost') this.lost.abort(told);
      else this.warn('The lease of an item of the outbox could not be renewed yet.', error);
    });
  }

  private warn(message: string, error: unknown): void {
    this.ports.logger.warn(message, { item: this.current.id, error: MailError.wrap(error).toJSON() });
  }
}
