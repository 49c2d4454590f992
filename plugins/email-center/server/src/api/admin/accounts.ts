/** Mail accounts: connect, change, start, pause, remove, and how their import stands. */
import type { Core } from '@strapi/strapi';
import { createAccountSchema, listAccountsQuerySchema, updateAccountSchema, type AccountDto, type GroupSettings } from '../../../../shared/contracts';
import { decideMayGiveAway, decideMayOwn, decideMayReadIn, decideSeesAllAccounts } from '../../domain/access/decide-access';
import { decideMayShare } from '../../domain/access/decide-visibility';
import { MailError } from '../../domain/mail/mail-error';
import type { MailAccount } from '../../domain/mail/account';
import { PROVIDERS } from '../../domain/mail/providers';
import { holderOf } from '../application-holder';
import { answer, forbidden, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';
import { accountOf, seesAccount, withRights } from './account-of';
import { checkForward } from './forward-rules';
import { toTaskDto } from './tasks';

/** Only somebody who is there can own an account, and only those who manage all may choose somebody else. */
async function checkOwner(strapi: Core.Strapi, ctx: RequestContext, ownerId: number): Promise<void> {
  const person = personOf(ctx);
  if (!decideMayOwn(person.grants, person.userId, ownerId)) throw forbidden('Only those who manage all mail accounts can give one to somebody else.');
  const owner = await strapi.db.query('admin::user').findOne({ where: { id: ownerId, isActive: true }, select: ['id'] });
  if (!owner) throw new MailError({ kind: 'malformed', code: 'invalid-input', message: 'The owner is no active user of this panel.', remedier: 'administrator' });
}

export function adminAccounts({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  const shown = async (ctx: RequestContext, id: string): Promise<AccountDto> => {
    const account = await application().queries.loadAccount(id);
    if (!account) throw notFound('mail account');
    return withRights(ctx, account);
  };

  const checkNewOwner = async (ctx: RequestContext, account: Omit<AccountDto, 'can'>, ownerId: number): Promise<void> => {
    await checkOwner(strapi, ctx, ownerId);
    if (!decideMayGiveAway(personOf(ctx).grants, account)) {
      throw forbidden('This mail account was activated, and its new owner would read its messages: only those who may read all messages can change its owner.');
    }
  };

  /** The account of the route, when the person may also let it be read in. */
  const readInBy = async (ctx: RequestContext, right: 'manage' | 'run'): Promise<string> => {
    const { id, kind } = await accountOf(ctx, application(), right);
    if (!decideMayReadIn(personOf(ctx).grants, kind)) throw forbidden('An intake account is read in only by those whose role has the right to let intake accounts be read in.');
    return id;
  };

  /** An action of those who manage the account, answered with the account as it is then. */
  const managed = (action: (id: string) => Promise<MailAccount>) => (ctx: RequestContext) =>
    answer(ctx, strapi.log, async () => {
      const { id } = await accountOf(ctx, application(), 'manage');
      await action(id);
      return shown(ctx, id);
    });

  return {
    providers: (ctx: RequestContext) => answer(ctx, strapi.log, async () => ({ providers: PROVIDERS })),

    create: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const input = parseInput(createAccountSchema, ctx.request.body);
        checkKind(ctx, input.kind ?? 'personal', input.group);
        checkForward(personOf(ctx), input.kind ?? 'personal', input);
        const ownerId = input.ownerId ?? personOf(ctx).userId;
        await checkOwner(strapi, ctx, ownerId);
        checkSharing(ctx, { kind: input.kind ?? 'personal', ownerId }, input.colleagues);
        await application().groups.check(input, null);
        const account = await application().accounts.create(input, ownerId);
        ctx.status = 201;
        return shown(ctx, account.id);
      }),

    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { scope, ...page } = parseInput(listAccountsQuerySchema, ctx.query);
        const person = personOf(ctx);
        if (scope === 'all' && !decideSeesAllAccounts(person.grants)) throw forbidden('Your role sees your own mail accounts only.');
        const { items, next } = await application().queries.listAccounts(scope === 'all' ? null : person.userId, page);
        return { items: items.filter((account) => seesAccount(ctx, account)).map((account) => withRights(ctx, account)), next };
      }),

    load: (ctx: RequestContext) => answer(ctx, strapi.log, async () => withRights(ctx, await accountOf(ctx, application(), 'see'))),

    update: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const account = await accountOf(ctx, application(), 'manage');
        const { id } = account;
        const input = parseInput(updateAccountSchema, ctx.request.body);
        checkKind(ctx, account.kind, input.group);
        checkForward(personOf(ctx), account.kind, input);
        if (input.ownerId !== undefined && input.ownerId !== account.owner?.id) await checkNewOwner(ctx, account, input.ownerId);
        checkSharing(ctx, { ...account, ownerId: account.owner?.id ?? null }, input.colleagues);
        await application().groups.check(input, account);
        await application().accounts.update(id, input);
        return shown(ctx, id);
      }),

    remove: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id } = await accountOf(ctx, application(), 'manage');
        await application().accounts.remove(id);
        return { ok: true };
      }),

    activate: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const id = await readInBy(ctx, 'manage');
        await application().accounts.activate(id);
        return shown(ctx, id);
      }),
    pause: managed((id) => application().accounts.pause(id)),

    sync: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        await application().accounts.sync(await readInBy(ctx, 'run'));
        // Whoever synchronises first has the case (S3.5).
        await application().offers.takeAll(personOf(ctx).userId);
        ctx.status = 202;
        return { ok: true };
      }),

    reconcile: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const task = await application().accounts.reconcile(await readInBy(ctx, 'run'), personOf(ctx).userId);
        ctx.status = 202;
        return toTaskDto(task);
      }),

    status: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id } = await accountOf(ctx, application(), 'see');
        const [status, nextRunAt] = await Promise.all([application().queries.accountStatus(id), application().scheduler.nextRun(id)]);
        if (!status) throw notFound('mail account');
        return { ...status, nextRunAt };
      }),
  };
}

/** Groups are set up by those who manage all accounts, and only groups have members. */
function checkKind(ctx: RequestContext, kind: AccountDto['kind'], group: GroupSettings | undefined): void {
  if (kind === 'group' && !personOf(ctx).grants.manageAll) throw forbidden('Only those who manage all mail accounts create or change a group.');
  if (kind !== 'group' && group !== undefined) {
    throw new MailError({ kind: 'malformed', code: 'invalid-input', field: 'group', message: 'Only a group has members.', remedier: 'owner' });
  }
}

/** Sharing a mail account with colleagues is giving them its mail to read. */
function checkSharing(ctx: RequestContext, account: Pick<AccountDto, 'kind' | 'colleagues'> & { ownerId: number | null }, wanted: AccountDto['colleagues']): void {
  const { grants, userId } = personOf(ctx);
  if (wanted !== undefined && !decideMayShare(grants, userId, { colleagues: 'nothing', ...account }, wanted)) {
    throw forbidden('Only its owner, or those who may read all messages, can show colleagues more of this mail account.');
  }
}
