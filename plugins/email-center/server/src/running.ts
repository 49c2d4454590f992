import type { Core } from '@strapi/strapi';
import type { Application } from './flow/application';

/** What `bootstrap` started and `destroy` has to stop. */
export const running = new WeakMap<Core.Strapi, Application>();
