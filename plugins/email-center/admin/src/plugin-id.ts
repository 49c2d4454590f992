/** The id of the plugin: prefix of its translations, its admin paths and its API. */
export const PLUGIN_ID = 'email-center';

/** Where the center lives in the panel. */
export const CENTER_PATH = `/plugins/${PLUGIN_ID}`;
/** Where administrators manage everybody's accounts. */
export const SETTINGS_ACCOUNTS_PATH = `/settings/${PLUGIN_ID}/accounts`;
/** Where everybody's block and allow lists are kept. */
export const SETTINGS_LISTS_PATH = `/settings/${PLUGIN_ID}/lists`;
/** Where administrators set groups up. */
export const SETTINGS_GROUPS_PATH = `/settings/${PLUGIN_ID}/groups`;
/** Where forward addresses are kept. */
export const SETTINGS_FORWARD_PATH = `/settings/${PLUGIN_ID}/forward`;
/** Where intake accounts and their routing are kept. */
export const SETTINGS_INTAKE_PATH = `/settings/${PLUGIN_ID}/intake`;
/** Where templates for everybody are kept. */
export const SETTINGS_TEMPLATES_PATH = `/settings/${PLUGIN_ID}/templates`;
