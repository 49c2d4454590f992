import type { Core } from '@strapi/strapi';
import { PANEL_ACTIONS } from './api/actions';
import { holderOf } from './api/application-holder';
import { servePopulate } from './api/content-api/populate-activities';
import { keepForwardAddressesIn } from './api/content-api/without-forward-addresses';
import { keepHiddenIn } from './api/content-api/without-hidden';
import { closeContentManager } from './api/content-manager';
import { exposeGraphql } from './api/graphql';
import { watchSignIns } from './api/sign-in';
import { recordsOf } from './compose-records';
import { optionsOf } from './config/options-of';
import { contentTypes } from './content-types';
import { seeWholeIndexes, type SchemaInspector } from './content-types/whole-indexes';

/** Before the database: rights, GraphQL, the watch over records, and the wrapping of their read actions. */
export async function register({ strapi }: { strapi: Core.Strapi }): Promise<void> {
  const records = recordsOf(strapi, optionsOf(strapi));
  const recordTypes = records.types.map((type) => type.uid);
  await strapi.service('admin::permission').actionProvider.registerMany([...PANEL_ACTIONS]);
  // Strapi's typings leave its inspector out.
  seeWholeIndexes(strapi.db.dialect.schemaInspector as unknown as SchemaInspector, Object.values(contentTypes));
  closeContentManager(strapi);
  watchSignIns(strapi, (userId) => holderOf(strapi).get().offers.signedIn(userId));
  records.index.watch();
  keepHiddenIn(strapi);
  keepForwardAddressesIn(strapi);
  exposeGraphql(strapi, recordTypes);
  // Controllers are taken when the routes are made; before that all plugins and the host had their say.
  strapi.hook('strapi::content-types.afterSync').register(async () => servePopulate(strapi, recordTypes));
}
