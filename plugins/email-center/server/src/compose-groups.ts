/** Groups and work, put together. */
import type { Core } from '@strapi/strapi';
import { ACTIONS, actionId, type PersonDto } from '../../shared/contracts';
import { createGroupPeople, watchPanelUsers } from './adapters/panel-users';
import type { EmailCenterDatabase } from './adapters/database';
import type { Parts } from './build-application';
import type { Contexts } from './compose-policy';
import { MailError } from './domain/mail/mail-error';
import { createGroups, groupContext, type GroupPeople, type Groups } from './flow/groups';
import type { CaseUsers } from './flow/routing/ports';
import { createWork, type WorkApplication } from './flow/work';

/** Users whose role reads groups or everything can be members. */
export const groupPeopleOf = (strapi: Core.Strapi): GroupPeople => createGroupPeople(strapi, [actionId(ACTIONS.readGroup), actionId(ACTIONS.readAll)]);

/** Users looked through for those who may receive cases; a panel has tens of them. */
const USERS_LISTED = 500;

export function composeWork(parts: Pick<Parts, 'work' | 'workQueries' | 'readStates' | 'owners' | 'notifier'> & { caseUsers: CaseUsers }): WorkApplication {
  return createWork({ ...parts, receivers: receiversOf(parts.caseUsers) });
}

/** Panel users who may receive cases now. */
export const receiversOf = (users: CaseUsers) => async (): Promise<PersonDto[]> =>
  (await users.search('', USERS_LISTED)).filter(({ isActive, receivesCases }) => isActive && receivesCases).map(({ id, name }) => ({ id, name }));

/** Between two looks for users who left without this node noticing. */
const LOOK_EVERY = 600_000;

/** Looks for leavers at once, whenever users of the panel change, and now and then; ends with the signal. */
export function watchLeavers({ groups, watch, clock, logger }: { groups: Groups; watch: (changed: () => void) => () => void } & Pick<Parts, 'clock' | 'logger'>, stopping: AbortSignal): void {
  let running: Promise<void> | null = null;
  let again = false;
  const look = (): void => {
    again = running !== null;
    running ??= groups.dropLeavers()
      .catch((error: unknown) => logger.error('Users who left could not be looked for.', { error: MailError.wrap(error).toJSON() }))
      .finally(() => {
        running = null;
        if (again && !stopping.aborted) look();
      });
  };
  const ends = [watch(look), clock.every(LOOK_EVERY, look)];
  stopping.addEventListener('abort', () => ends.forEach((end) => end()), { once: true });
  look();
}

export const watchUsersOf = (strapi: Core.Strapi) => (changed: () => void): (() => void) => watchPanelUsers(strapi, changed);

export const groupsOf = (parts: Parts): Groups => createGroups(parts);

/** What filing asks of a group. */
export const groupContexts = (database: EmailCenterDatabase, groupPeople: GroupPeople): Contexts => ({
  group: (account, fetched) => groupContext({ groupStore: database.groupStore, groupPeople }, account, fetched),
});
