/** Forward addresses, put together: who feeds them, how they get a new secret, and how their mail is looked at. */
import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { createPanelColleagues } from './adapters/panel-users/colleagues';
import type { Parts } from './build-application';
import type { Contexts } from './compose-policy';
import type { EmailCenterOptions } from './config/options';
import { createForward, type Forward } from './flow/forward/forward';
import { forwardContext, type ForwardContextPorts } from './flow/forward/forward-context';

export function forwardContexts(strapi: Core.Strapi, options: Pick<EmailCenterOptions, 'match'>, ports: Pick<ForwardContextPorts, 'clock' | 'settings' | 'employees'>): Contexts {
  const all: ForwardContextPorts = { ...ports, panelUsers: createPanelColleagues(strapi), settingDefaults: options.match ?? {} };
  return { forward: (account, fetched) => forwardContext(all, account, fetched) };
}

export function composeForward(parts: Parts): Forward {
  return createForward({ ...parts, reader: parts.reading.reader, newSecret });
}

/** Without letters and digits that look alike: people type it into rules. 50 bits. */
const SECRET_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const SECRET_LENGTH = 10;

function newSecret(): string {
  return Array.from({ length: SECRET_LENGTH }, () => SECRET_LETTERS[randomInt(SECRET_LETTERS.length)]!).join('');
}
