/** How an account sends. */
import type { Core } from '@strapi/strapi';
import { sendingSettingsSchema } from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import { decideSends } from '../../domain/outbox/may-send';
import { holderOf } from '../application-holder';
import { answer, parseInput } from '../edge';
import type { RequestContext } from '../request-context';
import { accountOf } from './account-of';

export function adminSending({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();
  /** The account of the route, which whoever asks manages and which is of a kind that sends. */
  const senderOf = async (ctx: RequestContext): Promise<string> => {
    const { id, kind } = await accountOf(ctx, application(), 'manage');
    if (!decideSends(kind)) throw new MailError({ kind: 'malformed', code: 'invalid-input', message: 'Nothing is sent from an intake or a forward account.', remedier: 'owner' });
    return id;
  };
  return {
    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => application().sending.load(await senderOf(ctx))),
    save: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const id = await senderOf(ctx);
        return application().sending.save(id, parseInput(sendingSettingsSchema, ctx.request.body));
      }),
  };
}
