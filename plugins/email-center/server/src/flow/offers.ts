/** Offers: a case open to several is whoever's who signs in, synchronises or takes it first (S3.5). */
import type { LostOfferDto } from '../../../shared/contracts';
import { MailError } from '../domain/mail/mail-error';
import type { Clock } from './ports';
import type { CaseUsers } from './routing/ports';
import { loadSetting, type SettingsStore } from './settings';
import type { WorkApplication } from './work';

export interface OfferStore {
  /** Work that is offered to this user and not taken, oldest message first. */
  openFor(userId: number, limit: number): Promise<string[]>;
  /** Work that was offered to this user and that somebody else has taken since, and that was not dismissed; newest first. */
  takenByOthers(userId: number, since: string): Promise<LostOfferDto[]>;
  dismiss(userId: number, workId: string): Promise<void>;
}

export interface OfferPorts {
  offers: OfferStore;
  users: CaseUsers;
  work: Pick<WorkApplication, 'step'>;
  settings: SettingsStore;
  clock: Clock;
}

export interface Offers {
  /** Takes everything offered to the user that nobody was faster to take; resolves with the number of cases. */
  takeAll(userId: number): Promise<number>;
  /** The same, if the setting says that signing in takes. */
  signedIn(userId: number): Promise<number>;
  takenByOthers(userId: number): Promise<LostOfferDto[]>;
  dismiss(userId: number, workId: string): Promise<void>;
}

/** Offers taken at once; who has more takes the rest with the next click. */
const AT_ONCE = 500;
/** How long others see who took it. */
const SHOWN_FOR = 7 * 24 * 60 * 60 * 1000;

export function createOffers(ports: OfferPorts): Offers {
  const takeAll = (userId: number): Promise<number> => takeOffers(ports, userId);
  return {
    takeAll,
    signedIn: async (userId) => ((await loadSetting(ports.settings, 'intake')).signInTakes ? takeAll(userId) : 0),
    takenByOthers: (userId) => ports.offers.takenByOthers(userId, new Date(ports.clock.now().getTime() - SHOWN_FOR).toISOString()),
    dismiss: (userId, workId) => ports.offers.dismiss(userId, workId),
  };
}

async function takeOffers(ports: OfferPorts, userId: number): Promise<number> {
  const ids = await ports.offers.openFor(userId, AT_ONCE);
  if (ids.length === 0) return 0;
  const user = (await ports.users.load([userId])).get(userId);
  if (user === undefined || !user.isActive || !user.receivesCases) return 0;
  const viewer = { userId, grants: { readGroup: false, readAll: false, receiveCases: true, assignWork: false } };
  let taken = 0;
  for (const id of ids) {
    const result = await ports.work.step(viewer, id, { step: 'take', from: null }).catch(unlessGone);
    if (result !== null && 'work' in result) taken += 1;
  }
  return taken;
}

/** Withdrawn or finished while the others were taken. */
function unlessGone(thrown: unknown): null {
  if (MailError.wrap(thrown).code === 'not-found') return null;
  throw thrown;
}
