import type { Core } from '@strapi/strapi';
import { loadRecords } from './load-records';

/**
 * Strapi leaves out a plugin that is not built or not installed, goes on without it, and its schema sync may then drop
 * the plugin's tables. So the host refuses to start instead.
 */
function requireEmailCenter(strapi: Core.Strapi) {
  const plugins = strapi.plugins as Record<string, unknown>;
  if (plugins['email-center'] !== undefined) return;
  throw new Error(
    'The plugin "email-center" is not loaded, and starting without it could lose its tables. ' +
      'Build it with `npm run build:plugin`, and see that config/plugins.ts does not disable it. Nothing was changed.',
  );
}

export default {
  register({ strapi }: { strapi: Core.Strapi }) {
    requireEmailCenter(strapi);
  },

  /** CRM_RECORDS_FILE names a file of records to load once; only the quickstart sets it. */
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    const file = process.env.CRM_RECORDS_FILE;
    if (file) await loadRecords(strapi, file);
  },
};
