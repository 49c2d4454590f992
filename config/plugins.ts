import type { Core } from '@strapi/strapi';

type Env = Core.Config.Shared.ConfigParams['env'];

/** Every option of the email center that an operator sets by environment; the meaning of each stands in `.env.example`. */
const emailCenter = (env: Env) => ({
  secretKeys: env('EMAIL_CENTER_KEYS'),
  jobsUrl: env('EMAIL_CENTER_JOBS_URL') || undefined,
  role: env('EMAIL_CENTER_ROLE') || 'all',
  blobFolder: env('EMAIL_CENTER_BLOB_FOLDER') || undefined,
  caFile: env('EMAIL_CENTER_CA_FILE') || undefined,
  syncMinutes: env.int('EMAIL_CENTER_SYNC_MINUTES', 10),
  employees: { contentType: 'api::employee.employee', emailFields: ['email'], current: { field: 'active', value: true } },
});

export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  'email-center': { enabled: true, config: emailCenter(env) },
  graphql: { config: { defaultLimit: 25, maxLimit: 100, depthLimit: 10, landingPage: false } },
  'users-permissions': { config: { jwtSecret: env('JWT_SECRET', '') } },
});
