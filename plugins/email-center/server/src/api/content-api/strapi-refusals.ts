/** GraphQL and Strapi's own controllers pass on the sentences of Strapi's own errors only, whose classes a plugin does not have: Strapi is asked for what it refuses, and says our sentence. */
import type { Core, UID } from '@strapi/strapi';
import { TYPES } from './names';

/** A refusal of what was asked (400), to be thrown. It orders by a field that is not there, which Strapi refuses as invalid. */
export async function invalid(strapi: Core.Strapi, sentence: string): Promise<Error> {
  try {
    await strapi.contentAPI.validate.query({ sort: 'no such field' }, strapi.getModel(TYPES.message as UID.Schema), {});
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return Object.assign(error, { message: sentence, details: {} });
    throw error;
  }
  return new Error(sentence);
}
