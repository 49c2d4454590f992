/** The rights of the plugin as the role editor of the panel shows them. */
import { ACTIONS } from '../../../shared/contracts';

const entry = (uid: string, subCategory: string, displayName: string) => ({ section: 'plugins', pluginName: 'email-center', uid, subCategory, displayName });

export const PANEL_ACTIONS = [
  entry(ACTIONS.readOwn, 'Messages', 'Read the messages of own mail accounts'),
  entry(ACTIONS.readGroup, 'Messages', 'Read the messages of own groups'),
  entry(ACTIONS.readAll, 'Messages', 'Read all messages'),
  entry(ACTIONS.manageOwn, 'Mail accounts', 'Connect and manage own mail accounts'),
  entry(ACTIONS.manageAll, 'Mail accounts', "Manage everybody's mail accounts"),
  entry(ACTIONS.run, 'Import', 'Start imports and reconciliations'),
  entry(ACTIONS.ledger, 'Import', 'See the import ledger'),
  entry(ACTIONS.link, 'Messages', 'Link messages to records and unlink them'),
  entry(ACTIONS.erase, 'Messages', 'Hide and erase messages'),
  entry(ACTIONS.send, 'Writing', 'Write and send messages'),
  entry(ACTIONS.manageTemplates, 'Writing', 'Manage templates for everybody'),
  entry(ACTIONS.manageRules, 'Rules', 'Manage lists, matching, routing and automatic mail'),
  entry(ACTIONS.runIntake, 'Mail accounts', 'Let intake accounts be read in automatically'),
  entry(ACTIONS.seeForward, 'Mail accounts', 'See the addresses of forward accounts'),
  entry(ACTIONS.receiveCases, 'Work', 'Receive cases'),
  entry(ACTIONS.assignWork, 'Work', 'Give open work to somebody'),
] as const;
