import { parseOptions } from './options';

export interface Env {
  (key: string): string | undefined;
}

/** Read from the environment unless `config/plugins` says otherwise; the other defaults are set where options are parsed. */
const fromEnvironment = ({ env }: { env: Env }) =>
  given({
    secretKeys: env('EMAIL_CENTER_KEYS'),
    jobsUrl: env('EMAIL_CENTER_JOBS_URL'),
    role: env('EMAIL_CENTER_ROLE'),
    blobFolder: env('EMAIL_CENTER_BLOB_FOLDER'),
    caFile: env('EMAIL_CENTER_CA_FILE'),
  });

/** An empty variable is one that is not set. */
const given = (values: Record<string, string | undefined>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));

export const config = {
  default: fromEnvironment,
  /** Strapi drops what a validator returns: options are parsed again where their defaults matter. */
  validator(options: unknown): void {
    parseOptions(options);
  },
};
