/** The plugin's admin-panel actions. Their full id is `plugin::email-center.<action>`. */
export const ACTIONS = {
  readOwn: 'messages.read-own',
  readGroup: 'messages.read-group',
  readAll: 'messages.read-all',
  manageOwn: 'accounts.manage-own',
  manageAll: 'accounts.manage-all',
  run: 'imports.run',
  ledger: 'ledger.read',
} as const;
export type Action = (typeof ACTIONS)[keyof typeof ACTIONS];
export const actionId = (action: Action): string => `plugin::email-center.${action}`;
