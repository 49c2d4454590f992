/** The record side of the wiring, made at `register`: later the document service no longer takes a middleware before others. */
import type { Core } from '@strapi/strapi';
import { createSystemClock } from './adapters/clock';
import { createAddressWriter } from './adapters/database';
import type { DatabaseClient } from './adapters/database';
import { createRecordIndex, findParticipating, type ParticipatingType, type RecordIndex } from './adapters/records';
import type { EmailCenterOptions } from './config/options';

export interface Records {
  types: readonly ParticipatingType[];
  index: RecordIndex;
}

const composed = new WeakMap<Core.Strapi, Records>();

/** Once for each Strapi: `bootstrap` gets what `register` made. */
export function recordsOf(strapi: Core.Strapi, options: EmailCenterOptions): Records {
  const known = composed.get(strapi);
  if (known) return known;
  const types = findParticipating(strapi, options.recordTypes);
  const writer = createAddressWriter(clientOf(strapi));
  const records = { types, index: createRecordIndex({ strapi, types, writer, clock: createSystemClock() }) };
  composed.set(strapi, records);
  return records;
}

export function clientOf(strapi: Core.Strapi): DatabaseClient {
  return strapi.db.dialect.client as DatabaseClient;
}
