/** Changes of the users of the admin panel, whoever makes them. */
import type { Core } from '@strapi/strapi';

/** Calls `changed` after users were changed or removed; returns how to end it. */
export function watchPanelUsers(strapi: Core.Strapi, changed: () => void): () => void {
  const stop: unknown = strapi.db.lifecycles.subscribe({ models: ['admin::user'], afterUpdate: changed, afterUpdateMany: changed, afterDelete: changed, afterDeleteMany: changed });
  return typeof stop === 'function' ? () => void stop() : () => undefined;
}
