/** The plugin's admin-panel actions. Their full id is `plugin::email-center.<action>`. */
export const ACTIONS = {
  readOwn: 'messages.read-own',
  readGroup: 'messages.read-group',
  readAll: 'messages.read-all',
  manageOwn: 'accounts.manage-own',
  manageAll: 'accounts.manage-all',
  run: 'imports.run',
  ledger: 'ledger.read',
  /** Lists for everybody, matching, routing, automatic mail. */
  manageRules: 'rules.manage',
  /** Read an intake account in automatically (S3.1). */
  runIntake: 'accounts.run-intake',
  /** Be named in routes, be offered and given cases (S3.3). */
  receiveCases: 'cases.receive',
  /** Give open work to somebody. */
  assignWork: 'work.assign',
  /** See the addresses of forward accounts (S5.3). */
  seeForward: 'forward.see',
  /** Link and unlink messages by hand. */
  link: 'messages.link',
  /** Hide and erase messages. */
  erase: 'messages.erase',
  /** Write and send from one's own accounts and from those of one's groups. */
  send: 'messages.send',
  /** Templates for everybody. */
  manageTemplates: 'templates.manage',
} as const;
export type Action = (typeof ACTIONS)[keyof typeof ACTIONS];
export const actionId = (action: Action): string => `plugin::email-center.${action}`;
