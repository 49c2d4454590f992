import type { Core } from '@strapi/strapi';
import { holderOf } from './api/application-holder';
import { withdrawFromRoles } from './api/content-manager';
import { compose } from './compose';
import { recordsOf } from './compose-records';
import { optionsOf } from './config/options-of';
import { createLogger } from './adapters/log';
import { MailError } from './domain/mail/mail-error';
import { running } from './running';

/** Tables, wiring, address index. Rejects, and with it the start of Strapi, when the email center cannot work. */
export async function bootstrap({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const options = optionsOf(strapi);
  const logger = createLogger(strapi);
  withdrawFromRoles(strapi);
  const application = await compose(strapi, options);
  running.set(strapi, application);
  holderOf(strapi).set(application);
  const indexed = await recordsOf(strapi, options).index.rebuildIfStale();
  if (indexed !== null) logger.info('The address index was rebuilt.', { addresses: indexed });
  // Strapi's commands bootstrap the plugins, too: only a server that listens works off jobs.
  strapi.server.httpServer.once('listening', () => {
    application.start().catch((error: unknown) => logger.error('The email center could not start to import.', { error: MailError.wrap(error) }));
  });
}
