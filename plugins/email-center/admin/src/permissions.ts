import { useAuth } from '@strapi/strapi/admin';
import { ACTIONS, actionId, type Action } from '../../shared/contracts/permissions';

const permission = (action: Action) => ({ action: actionId(action), subject: null });

const READS: Action[] = [ACTIONS.readOwn, ACTIONS.readGroup, ACTIONS.readAll];
const MANAGES: Action[] = [ACTIONS.manageOwn, ACTIONS.manageAll];

/** What a person needs at least one of to see each part of the panel; the server checks again on every route. */
export const PERMISSIONS = {
  center: [...READS, ...MANAGES, ACTIONS.ledger, ACTIONS.receiveCases, ACTIONS.assignWork].map(permission),
  settings: [permission(ACTIONS.manageAll)],
  rules: [permission(ACTIONS.manageRules)],
  forward: [permission(ACTIONS.seeForward)],
  templates: [permission(ACTIONS.manageTemplates)],
} as const;

export interface Rights {
  readMessages: boolean;
  manageOwn: boolean;
  manageAll: boolean;
  runImports: boolean;
  readLedger: boolean;
  /** Lists for everybody, matching, routing, automatic mail. */
  manageRules: boolean;
  receiveCases: boolean;
  assignWork: boolean;
  seeForward: boolean;
  link: boolean;
  erase: boolean;
  /** Write and send messages. */
  send: boolean;
  manageTemplates: boolean;
}

/** What the signed-in person may do here, to leave out what would be refused anyway. */
export function useRights(): Rights {
  const granted = useAuth('EmailCenter', (state) => state.permissions);
  const has = (...actions: Action[]) => granted.some((one) => actions.some((action) => actionId(action) === one.action));
  return {
    readMessages: has(...READS),
    manageOwn: has(...MANAGES),
    manageAll: has(ACTIONS.manageAll),
    runImports: has(ACTIONS.run),
    readLedger: has(ACTIONS.ledger),
    manageRules: has(ACTIONS.manageRules),
    receiveCases: has(ACTIONS.receiveCases),
    assignWork: has(ACTIONS.assignWork),
    seeForward: has(ACTIONS.seeForward),
    link: has(ACTIONS.link),
    erase: has(ACTIONS.erase),
    send: has(ACTIONS.send),
    manageTemplates: has(ACTIONS.manageTemplates),
  };
}
