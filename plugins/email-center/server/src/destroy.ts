import type { Core } from '@strapi/strapi';
import { holderOf } from './api/application-holder';
import { running } from './running';

/** Lets what is being filed end, gives leases and locks back; each part of it is bounded in time. */
export async function destroy({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const application = running.get(strapi);
  if (!application) return;
  holderOf(strapi).set(null);
  running.delete(strapi);
  await application.stop();
}
