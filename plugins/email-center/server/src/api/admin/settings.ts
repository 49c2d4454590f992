/** What administrators decide while the center runs: matching, automatic mail, cases and offers. */
import type { Core } from '@strapi/strapi';
import { settingNameSchema, settingsSchemas, type CenterSettings, type SettingName } from '../../../../shared/contracts';
import { asciiDomain } from '../../domain/mail/address';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput, Refusal } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function adminSettings({ strapi }: { strapi: Core.Strapi }) {
  const settings = () => holderOf(strapi).get().settings;
  return {
    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => settings().load(nameOf(ctx))),
    save: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const name = nameOf(ctx);
        const value = parseInput(settingsSchemas[name], ctx.request.body);
        if ('equivalentDomains' in value) checkDomains(value);
        return settings().save(name, value, personOf(ctx).userId);
      }),
  };
}

function nameOf(ctx: RequestContext): SettingName {
  const name = settingNameSchema.safeParse(ctx.params.name);
  if (!name.success) throw notFound('setting');
  return name.data;
}

/** A domain that no address can have would be a rule that never applies, and nobody would notice. */
function checkDomains({ equivalentDomains, internalDomains }: CenterSettings['matching']): void {
  const wrong = [...equivalentDomains.flat(), ...internalDomains].filter((domain) => asciiDomain(domain) === null);
  if (wrong.length === 0) return;
  throw new Refusal(400, 'ValidationError', `This is no domain that mail can go to: ${wrong.join(', ')}.`, { kind: 'malformed', code: 'invalid-input', remedier: 'owner' });
}
