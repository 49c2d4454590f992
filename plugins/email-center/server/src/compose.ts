/** The one place where adapters meet flows. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Core } from '@strapi/strapi';
import { createSystemClock } from './adapters/clock';
import { createDatabase, openWriteAheadLog, runMigrations, type Host } from './adapters/database';
import { isGone, isProcessAlive, ownerName } from './adapters/database/lease';
import { createNotifier } from './adapters/events';
import { startImportThread, type ImportThread } from './adapters/import-thread';
import { startJobs } from './adapters/jobs';
import { createLogger } from './adapters/log';
import { createOwnerNames } from './adapters/panel-users';
import { createServerProbe } from './adapters/probe';
import { createRecordFinder, createRecordNames } from './adapters/records';
import { createSecrets } from './adapters/secrets';
import { createServerAddresses } from './adapters/server-addresses';
import { createDeliverMail, createMailSender } from './adapters/smtp';
import { buildApplication, syncPorts, taskJob, type Parts } from './build-application';
import { groupContexts, groupPeopleOf, watchUsersOf } from './compose-groups';
import { panelReadersOf } from './compose-center';
import { forwardContexts } from './compose-forward';
import { composeLive, liveNotifier } from './compose-live';
import { settingsSources } from './compose-discovery';
import { outboxJob, sendingPeopleOf } from './compose-outbox';
import { composePolicies } from './compose-policy';
import { clientOf, recordsOf } from './compose-records';
import { settingDefaults } from './compose-settings';
import { composeRouting, watchPeopleOf } from './compose-routing';
import { writingParts } from './compose-writing';
import { intakeContext } from './flow/routing/intake-context';
import type { EmailCenterOptions } from './config/options';
import type { Application } from './flow/application';
import type { PolicySource } from './flow/ports';
import { accountJobs } from './flow/account-jobs';
import { allowedDelivery, allowedSender, allowedServer } from './flow/allowed-servers';

const here = typeof __dirname === 'string' ? __dirname : path.dirname(fileURLToPath(import.meta.url));
/** Beside this bundle in the published package: each entry has a folder in dist. */
const THREAD_ENTRY = path.resolve(here, '../worker/index.js');
const CHECKPOINT_ENTRY = path.resolve(here, '../checkpoint/index.js');

/**
 * Builds the application on this Strapi; nothing runs before its `start`. Rejects with a MailError that says what to do
 * when a key is missing, the tables are of a newer version, or the job store cannot be reached.
 */
export async function compose(strapi: Core.Strapi, options: EmailCenterOptions): Promise<Application> {
  const secrets = createSecrets(options.secretKeys ?? '');
  const [logger, clock] = [createLogger(strapi), createSystemClock()];
  const host: Host = { hostname: hostname(), pid: process.pid, bootId: randomUUID().slice(0, 8) };
  const [knex, client] = [strapi.db.connection, clientOf(strapi)];
  await runMigrations(knex, client, clock.now());
  const [recordNames, owners, groupPeople] = [createRecordNames(strapi), createOwnerNames(strapi), groupPeopleOf(strapi)];
  const log = await openWriteAheadLog({ knex, client, entry: CHECKPOINT_ENTRY, logger });
  const database = createDatabase({ knex, client, secrets, clock, host, recordNames, owners, log });
  const routingPorts = composeRouting(strapi, options, { database, clock, newId: randomUUID });
  const threads = openThreads(strapi, options, logger);
  const policies = policiesOf(strapi, options, { database, clock, groupPeople, routingPorts });
  const live = composeLive({ ...database, owners, clock, logger });
  const parts: Omit<Parts, 'scheduler'> = {
    live, watchedAccounts: options.pushAccounts,
    ...database, ...threads, ...reachingServers(options, threads), clock, logger, notifier: liveNotifier(createNotifier(strapi, logger), live), policies, routingPorts,
    records: recordsOf(strapi, options), recordNames, recordFinder: createRecordFinder(strapi), owners, groupPeople, sendingPeople: sendingPeopleOf(strapi), settingDefaults: settingDefaults(options),
    writing: writingParts(strapi, { clock, draftBlobs: threads.reading.draftBlobs, maxSendBytes: options.maxSendBytes }),
    watchUsers: watchUsersOf(strapi), panelReaders: panelReadersOf(strapi), watchPeople: watchPeopleOf(strapi, options),
    syncMinutes: options.syncMinutes, random: Math.random, newId: randomUUID, digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
  const owner = ownerName(host);
  const jobs = await startJobs({
    knex, jobsUrl: options.jobsUrl ?? null, role: options.role, owner, isGone: (other) => isGone(other, host, isProcessAlive), logger,
    concurrency: { sync: options.syncConcurrency, backfill: options.backfillConcurrency },
    handlers: (scheduler) => ({ ...accountJobs(syncPorts({ ...parts, scheduler })), task: taskJob({ ...parts, scheduler }), outbox: outboxJob({ ...parts, scheduler }) }),
  });
  const application = buildApplication({ ...parts, scheduler: jobs.scheduler }, jobs, options.role);
  return {
    ...application,
    async stop() {
      await application.stop();
      await log?.stop();
    },
  };
}

/** What administrators decided, and what each kind of account needs to know about people. */
function policiesOf(
  strapi: Core.Strapi, options: EmailCenterOptions, about: Pick<Parts, 'clock' | 'groupPeople' | 'routingPorts'> & { database: ReturnType<typeof createDatabase> },
): PolicySource {
  const { database, clock, groupPeople, routingPorts } = about;
  return composePolicies(database, options, {
    ...groupContexts(database, groupPeople),
    intake: (account, fetched) => intakeContext(routingPorts, account, fetched),
    ...forwardContexts(strapi, options, { clock, settings: database.settings, employees: routingPorts.employees }),
  });
}

/** Whatever connects to a mail server asks first whether it may. */
function reachingServers(options: EmailCenterOptions, { importing }: Pick<Parts, 'importing'>): Pick<Parts, 'probe' | 'sender' | 'deliver' | 'importing' | 'settingsSources'> {
  const outside = { caFile: options.caFile ?? undefined, timeouts: milliseconds(options) };
  const addresses = createServerAddresses({ ...options.mailServers, timeouts: outside.timeouts });
  return {
    probe: createServerProbe({ ...outside, addresses }), sender: allowedSender(createMailSender(outside), addresses), deliver: allowedDelivery(createDeliverMail(outside), addresses),
    importing: { ...importing, server: allowedServer(importing.server, addresses) },
    settingsSources: settingsSources({ ...options, ...outside }),
  };
}

function openThreads(strapi: Core.Strapi, options: EmailCenterOptions, logger: Parts['logger']): Pick<Parts, 'importing' | 'reading' | 'blobs'> {
  if (!existsSync(THREAD_ENTRY)) throw new Error(`The import thread's file ${THREAD_ENTRY} is missing: the plugin is not built completely.`);
  const blobFolder = privateFolder(strapi, options.blobFolder);
  const open = (): ImportThread =>
    startImportThread({ entry: THREAD_ENTRY, logger, blobFolder, caFile: options.caFile ?? undefined, timeouts: milliseconds(options), maxMessageBytes: options.maxMessageBytes });
  // Two of them, so that opening a message never waits behind an import.
  const [importing, reading] = [open(), open()];
  return { importing, reading, blobs: importing.blobs };
}

/** Whatever lies below `public` is served to everybody (invariant 12). */
function privateFolder(strapi: Core.Strapi, folder: string): string {
  const blobFolder = path.resolve(strapi.dirs.app.root, folder);
  const fromPublic = path.relative(strapi.dirs.static.public, blobFolder);
  if (fromPublic === '' || !(fromPublic.startsWith('..') || path.isAbsolute(fromPublic))) {
    throw new Error(`The option "blobFolder" of the email center names ${blobFolder}, which is served to everybody. Choose a folder outside of ${strapi.dirs.static.public}.`);
  }
  return blobFolder;
}

function milliseconds({ timeouts }: EmailCenterOptions): { connect: number; silence: number; command: number } {
  return { connect: timeouts.connect * 1000, silence: timeouts.silence * 1000, command: timeouts.command * 1000 };
}
