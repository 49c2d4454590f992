/** Files, headers and the original are for those who see everything of a message. */
import { decideViewer } from '../../domain/access/decide-access';
import type { Application } from '../../flow/application';
import type { StoredMessage } from '../../flow/queries';
import { notFound } from '../edge';
import { personOf } from '../person';
import type { RequestContext } from '../request-context';

/** The message of the request; not there for whoever sees only a part of it. */
export async function wholeMessageOf(ctx: RequestContext, { queries }: Pick<Application, 'queries'>): Promise<StoredMessage> {
  const { grants, userId } = personOf(ctx);
  const message = await queries.loadMessage(decideViewer(grants, userId), ctx.params.id ?? '');
  if (!message) throw notFound('message');
  return message;
}
