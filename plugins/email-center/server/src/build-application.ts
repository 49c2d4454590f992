/** What the Strapi edge may call, put together from the parts that `compose` made. */
import { waitFor } from './adapters/clock/wait';
import type { ImportThread } from './adapters/import-thread';
import type { Jobs } from './adapters/jobs';
import type { EmailCenterDatabase } from './adapters/database';
import { composeWork, groupsOf, watchLeavers } from './compose-groups';
import { composeCenter, wakeSnoozed } from './compose-center';
import { composeForward } from './compose-forward';
import { discardRegularly } from './compose-left-octets';
import { composeLinks, lookThroughEarlier } from './compose-links';
import { composeOutbox, watchOutbox, withOutbox } from './compose-outbox';
import { composeIntake, watchRoutes } from './compose-routing';
import { composeReader } from './compose-reader';
import type { Records } from './compose-records';
import { liveWork, watchForMail } from './compose-live';
import { composeSearch, keepSearchUp } from './compose-search';
import { composeSettings } from './compose-settings';
import { composeDiscovery, type SettingsSources } from './compose-discovery';
import { startReconcile } from './compose-reconcile';
import { composeWriting, sweepDrafts, type WritingParts } from './compose-writing';
import { composeLists } from './compose-lists';
import { composeTaskKinds } from './compose-tasks';
import type { Application } from './flow/application';
import type { AccountJobsPorts } from './flow/account-jobs';
import { activateAccount, createAccount, pauseAccount, removeAccount, requestSync, scheduleActive, updateAccount, type ConnectPorts } from './flow/connect-account';
import type { GroupPeople, Groups } from './flow/groups';
import type { SendingPeople } from './flow/outbox/sending-ports';
import type { RecordFinder } from './flow/links/records';
import type { OwnerNames, RecordNames } from './flow/queries';
import type { SettingDefaults, SettingsStore } from './flow/settings';
import type { BlobStore, Clock, Logger, MailSender, Notifier, Place, PolicySource, Scheduler, ServerProbe, Timers } from './flow/ports';
import type { OwnSent } from './flow/own-sent';
import type { DeliverMail } from './flow/outbox/ports';
import { createSendingSettings } from './flow/outbox/sending-settings';
import { MailError } from './domain/mail/mail-error';
import type { Live } from './flow/live/live';
import { replaySighting } from './flow/replay';
import type { PanelReaders } from './flow/center/ports';
import type { RoutingPorts } from './flow/routing/routing';
import { createTasks, resumeTasks, runTask, type Tasks } from './flow/tasks';
import { testAndAccept } from './flow/test-and-accept';

export interface Parts extends EmailCenterDatabase {
  live: Live;
  /** Accounts whose Inbox this node waits on at most. */
  watchedAccounts: number;
  /** Two threads of one kind: what is opened on a screen never waits behind an import. */
  importing: ImportThread;
  reading: ImportThread;
  scheduler: Scheduler;
  records: Records;
  notifier: Notifier;
  clock: Clock & Timers;
  logger: Logger;
  probe: ServerProbe;
  settingsSources: SettingsSources;
  sender: MailSender;
  deliver: DeliverMail;
  policies: PolicySource;
  blobs: Pick<BlobStore, 'delete' | 'deleteUntouched'>;
  settings: SettingsStore;
  settingDefaults: SettingDefaults;
  recordNames: RecordNames;
  recordFinder: RecordFinder;
  owners: OwnerNames;
  groupPeople: GroupPeople;
  sendingPeople: SendingPeople;
  /** Calls back whenever users of the panel change; returns how to end it. */
  watchUsers: (changed: () => void) => () => void;
  routingPorts: RoutingPorts;
  panelReaders: PanelReaders;
  /** The same for whoever a routing rule names, and for their rights. */
  watchPeople: (changed: () => void) => () => void;
  writing: WritingParts;
  syncMinutes: number;
  random: () => number;
  newId: () => string;
  digest: (text: string) => string;
}

export function syncPorts(parts: Parts): AccountJobsPorts {
  const { accounts, mailboxes, messages, addresses, notifier, clock, logger, scheduler, policies, random, importing, blobs, seenMarks } = parts;
  const discard = async (rawKeys: readonly string[]): Promise<void> => {
    for (const key of rawKeys) await blobs.delete(key);
  };
  const ownSent: OwnSent = (accountId, messageIds) => parts.outbox.identitiesOf(accountId, messageIds);
  return { discard, ownSent, accounts, mailboxes, messages, addresses, notifier, clock, logger, scheduler, policies, random, seenMarks, server: importing.server };
}

export function buildApplication(parts: Parts, jobs: Pick<Jobs, 'start' | 'stop'>, role: 'all' | 'web' | 'worker'): Application {
  const { queries, records, scheduler } = parts;
  const { reader } = parts.reading;
  const stopping = new AbortController();
  let watching: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  let catchingUp: Promise<void> | undefined;
  const tasks = createTasks(parts);
  const outbox = composeOutbox(parts);
  const groups = groupsOf(parts);
  const writing = composeWriting(parts, outbox);
  const intake = composeIntake(parts, composeWork({ ...parts, caseUsers: parts.routingPorts.users }));
  return {
    accounts: withOutbox(accountActions(parts, groups, tasks, stopping.signal), outbox),
    replay: (sighting) => replaySighting({ ...syncPorts(parts), reader }, sighting),
    queries,
    groups,
    ...intake,
    work: liveWork(intake.work, parts.live),
    live: parts.live,
    forward: composeForward(parts),
    tasks,
    lists: composeLists(parts, tasks),
    discovery: composeDiscovery(parts),
    links: composeLinks(parts, tasks),
    center: composeCenter(parts, tasks),
    search: composeSearch(parts),
    settings: composeSettings(parts),
    writing,
    outbox,
    sending: createSendingSettings(parts),
    recordNames: parts.recordNames,
    owners: parts.owners,
    reader,
    messageFiles: composeReader(reader),
    scheduler,
    recordTypes: () => records.types.map(({ uid, name, fields }) => ({ uid, name, fields: [...fields] })),
    rebuildAddressIndex: () => records.index.rebuild(),
    async start() {
      watchLeavers({ ...parts, groups, watch: parts.watchUsers }, stopping.signal);
      sweepDrafts({ ...parts, writing }, stopping.signal);
      watchRoutes({ ...parts, ...intake, watch: parts.watchPeople }, stopping.signal);
      if (role !== 'web') watchOutbox({ ...parts, outbox }, stopping.signal);
      await start(parts, jobs, role, stopping.signal);
      if (role !== 'web') discardRegularly(parts, stopping.signal);
      if (role !== 'web') wakeSnoozed(parts, stopping.signal);
      if (role !== 'web') watching = watchForMail(parts, stopping.signal);
      if (role !== 'web') following = keepSearchUp(parts, stopping.signal);
      if (role !== 'web') catchingUp = lookThroughEarlier(parts, stopping.signal);
    },
    async stop() {
      stopping.abort();
      parts.live.stop();
      await watching;
      await following;
      await catchingUp;
      await jobs.stop(STOP_WITHIN);
      await Promise.all([parts.importing.stop(), parts.reading.stop()]);
    },
  };
}

/** How long what is being filed may take to end, milliseconds. */
const STOP_WITHIN = 10_000;

function accountActions(parts: Parts, groups: Groups, tasks: Tasks, stopping: AbortSignal): Application['accounts'] {
  const connect: ConnectPorts = parts;
  const testing = { ...parts, server: parts.importing.server, wait: waitFor };
  return {
    create: (input, ownerId) => createAccount(connect, input, ownerId),
    async update(id, input) {
      const before = await parts.accounts.load(id);
      const after = await updateAccount(connect, id, input);
      await groups.membersChanged(id, before?.group.members ?? [], after.group.members);
      return after;
    },
    remove: (id) => removeAccount(connect, id),
    test: (id, report, signal) => testAndAccept(testing, id, report, AbortSignal.any([signal, stopping])),
    activate: (id) => activateAccount(connect, id),
    pause: (id) => pauseAccount(connect, id),
    sync: (id) => requestSync(connect, id),
    reconcile: (id, userId) => startReconcile(tasks, id, userId),
  };
}

/** What an older key sealed is sealed anew; then this node works off jobs, as far as its role says. */
async function start(parts: Parts, jobs: Pick<Jobs, 'start'>, role: 'all' | 'web' | 'worker', stopping: AbortSignal): Promise<void> {
  if (role !== 'web') {
    const resealed = await parts.accounts.resealSecrets();
    if (resealed > 0) parts.logger.info('Secrets of accounts were sealed with the newest key.', { accounts: resealed });
    await scheduleActive(parts);
  }
  await jobs.start();
  if (role !== 'web') await resumeRegularly(parts, stopping);
}

/** Tasks of processes that died are found at the start and once a minute. */
const RESUME_EVERY = 60_000;

async function resumeRegularly(parts: Parts, stopping: AbortSignal): Promise<void> {
  const { clock, logger } = parts;
  await resumeTasks(parts);
  const cancel = clock.every(RESUME_EVERY, () => {
    resumeTasks(parts).catch((error: unknown) => logger.warn('Tasks that were left could not be looked for.', { error: MailError.wrap(error).toJSON() }));
  });
  stopping.addEventListener('abort', cancel, { once: true });
}

/** What the jobs of tasks do. */
export function taskJob(parts: Parts): (id: string, context: { signal: AbortSignal; place: Place }) => Promise<void> {
  const kinds = composeTaskKinds(parts);
  return (id, { signal, place }) => runTask({ ...parts, kinds }, id, signal, place);
}
