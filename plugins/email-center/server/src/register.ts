import type { Core } from '@strapi/strapi';
import { PANEL_ACTIONS } from './api/actions';
import { servePopulate } from './api/content-api/populate-activities';
import { exposeGraphql } from './api/graphql';
import { optionsOf } from './config/options-of';
import { participatingTypes } from './participating-types';

/** Before the database: rights, GraphQL, and the wrapping of the record types' read actions. */
export async function register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const recordTypes = participatingTypes(strapi, optionsOf(strapi));
  await strapi.service('admin::permission').actionProvider.registerMany([...PANEL_ACTIONS]);
  exposeGraphql(strapi, recordTypes);
  // Controllers are taken when the routes are made; before that all plugins and the host had their say.
  strapi.hook('strapi::content-types.afterSync').register(async () => servePopulate(strapi, recordTypes));
}
