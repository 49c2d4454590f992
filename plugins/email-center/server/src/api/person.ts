/** The administrator who asks, with the rights of the panel's roles. */
import { ACTIONS, actionId } from '../../../shared/contracts';
import type { Grants } from '../domain/access/decide-access';
import { Refusal } from './edge';
import type { Ability, RequestContext } from './request-context';

export interface Person {
  userId: number;
  grants: Grants;
}

/** Reads the rights of the roles, as Strapi worked them out for this request. */
export function grantsOf(ability: Ability | undefined): Grants {
  const has = (key: keyof Grants): boolean => ability?.can(actionId(ACTIONS[key])) ?? false;
  return {
    readOwn: has('readOwn'), readGroup: has('readGroup'), readAll: has('readAll'),
    manageOwn: has('manageOwn'), manageAll: has('manageAll'), run: has('run'), ledger: has('ledger'),
    manageRules: has('manageRules'), runIntake: has('runIntake'), receiveCases: has('receiveCases'), assignWork: has('assignWork'), seeForward: has('seeForward'),
    link: has('link'), erase: has('erase'), send: has('send'), manageTemplates: has('manageTemplates'),
  };
}

/** Refuses with 401 when nobody is logged in. */
export function personOf(ctx: RequestContext): Person {
  const userId = ctx.state.user?.id;
  if (userId === undefined) throw new Refusal(401, 'UnauthorizedError', 'Missing or invalid credentials');
  return { userId, grants: grantsOf(ctx.state.userAbility) };
}

/** Whether the content manager would show this person records of that type. */
export function mayReadRecords(ctx: RequestContext, recordType: string): boolean {
  return ctx.state.userAbility?.can('plugin::content-manager.explorer.read', recordType) ?? false;
}
