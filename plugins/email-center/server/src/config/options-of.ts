import type { Core } from '@strapi/strapi';
import { parseOptions, type EmailCenterOptions } from './options';

/** The options this Strapi was started with, defaults included. */
export function optionsOf(strapi: Core.Strapi): EmailCenterOptions {
  return parseOptions(strapi.config.get('plugin::email-center'));
}
