import type { Core } from '@strapi/strapi';
import type { Logger } from '../../flow/ports';

/** Strapi's log. Its lines hold text only, so the data stand behind the sentence. */
export function createLogger(strapi: Core.Strapi): Logger {
  const line = (message: string, data?: object): string => `[email-center] ${message}${data ? ` ${JSON.stringify(data)}` : ''}`;
  return {
    debug: (message, data) => void strapi.log.debug(line(message, data)),
    info: (message, data) => void strapi.log.info(line(message, data)),
    warn: (message, data) => void strapi.log.warn(line(message, data)),
    error: (message, data) => void strapi.log.error(line(message, data)),
  };
}
