/** Where the edge finds the application that `bootstrap` composed. */
import type { Core } from '@strapi/strapi';
import type { Application } from '../flow/application';
import { MailError } from '../domain/mail/mail-error';

export interface ApplicationHolder {
  get(): Application;
  set(application: Application | null): void;
}

/** Registered as the plugin's service `application`. */
export function createApplicationHolder(): ApplicationHolder {
  let current: Application | null = null;
  return {
    get() {
      if (current) return current;
      throw new MailError({ kind: 'transient', code: 'cancelled', message: 'The email center is not running: it is starting or shutting down.', remedier: 'administrator' });
    },
    set(application) {
      current = application;
    },
  };
}

export function holderOf(strapi: Core.Strapi): ApplicationHolder {
  return strapi.plugin('email-center').service('application') as ApplicationHolder;
}
