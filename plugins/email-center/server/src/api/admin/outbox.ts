/** The outbox: what is on its way, what went wrong, and what a person does about it. */
import type { Core } from '@strapi/strapi';
import { listOutboxQuerySchema, type OutboxItemDto } from '../../../../shared/contracts';
import { decideOutboxRights } from '../../domain/outbox/item';
import { MailError } from '../../domain/mail/mail-error';
import type { OutboxPlace, OutboxViewer, StoredOutboxItem } from '../../flow/outbox/ports';
import { holderOf } from '../application-holder';
import { answer, notFound, parseInput } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

export function adminOutbox({ strapi }: { strapi: Core.Strapi }) {
  const application = () => holderOf(strapi).get();

  /** What lost its account or its writer is shown to those who manage all accounts. */
  const viewerOf = (ctx: RequestContext): OutboxViewer => {
    const { userId, grants } = personOf(ctx);
    return { userId, seesOrphaned: grants.manageAll };
  };

  const shown = async (items: readonly StoredOutboxItem[]): Promise<OutboxItemDto[]> => {
    const writers = await application().owners.load([...new Set(items.map(({ userId }) => userId))]);
    return items.map((item) => toDto(item, writers.get(item.userId)?.name ?? ''));
  };

  /** The item of the route; another person's is not found. */
  const itemOf = async (ctx: RequestContext): Promise<StoredOutboxItem> => {
    const viewer = viewerOf(ctx);
    const item = await application().outbox.load(ctx.params.id ?? '');
    if (item === null || !(await sees(viewer, item))) throw notFound('message in the outbox');
    return item;
  };
  const sees = async ({ userId, seesOrphaned }: OutboxViewer, item: StoredOutboxItem): Promise<boolean> => {
    if (item.userId === userId || (item.orphaned && seesOrphaned)) return true;
    const account = await application().queries.loadAccount(item.accountId);
    return account?.kind === 'group' && (account.group?.members ?? []).some(({ id }) => id === userId);
  };

  const step = (action: (id: string) => Promise<StoredOutboxItem>) => (ctx: RequestContext) =>
    answer(ctx, strapi.log, async () => {
      const { id } = await itemOf(ctx);
      return (await shown([await action(id)]))[0]!;
    });

  return {
    list: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { all, cursor, limit } = parseInput(listOutboxQuerySchema, ctx.query);
        const found = await application().outbox.list(viewerOf(ctx), { all: all === '1', after: placeOf(cursor), limit: limit + 1 });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        return { items: await shown(items), next: found.length > limit && last ? `${last.createdAt}.${last.id}` : null };
      }),
    cancel: (ctx: RequestContext) =>
      answer(ctx, strapi.log, async () => {
        const { id, userId } = await itemOf(ctx);
        if (userId !== viewerOf(ctx).userId) throw othersDraft();
        return { draft: await application().outbox.cancel(id) };
      }),
    sendNow: step((id) => application().outbox.sendNow(id)),
    retry: step((id) => application().outbox.retry(id)),
    dismiss: step((id) => application().outbox.dismiss(id)),
  };
}

function placeOf(cursor: string | undefined): OutboxPlace | null {
  if (cursor === undefined) return null;
  const [, createdAt, id] = /^(\d{1,15})\.([\w-]{1,64})$/.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined) throw new MailError({ kind: 'malformed', code: 'invalid-input', message: 'The cursor is not one that was handed out.', remedier: 'developer' });
  return { createdAt: Number(createdAt), id };
}

/** A draft is its writer's; colleagues of the group see what is sent in its name, and may send it, but do not get it to write on. */
function othersDraft(): MailError {
  return new MailError({ kind: 'malformed', code: 'conflict', message: 'Only whoever wrote this message can take it back.', remedier: 'owner' });
}

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

export function toDto(item: StoredOutboxItem, writer: string): OutboxItemDto {
  const { id, state, account, to, cc, bcc, subject, preview, attachmentCount, size, attempts, error, recipients, filing } = item;
  const waitsForTime = state === 'held' || state === 'scheduled';
  return {
    id, state: state === 'taken-back' ? 'queued' : state, account, to, cc, bcc, subject, preview, attachmentCount, size, attempts, error,
    sendAt: waitsForTime ? iso(item.sendAt) : null, nextTryAt: state === 'queued' && attempts > 0 ? iso(item.dueAt) : null, recipients,
    filedInSent: filing.state === 'waiting' && item.sentAt === null ? { state: 'waiting', why: '' } : filing,
    message: item.storedMessage === '' ? null : item.storedMessage, createdAt: iso(item.createdAt)!, sentAt: iso(item.sentAt), by: { id: item.userId, name: writer },
    can: decideOutboxRights(item, item.busy),
  };
}
