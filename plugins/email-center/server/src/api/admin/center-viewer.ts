/** Who looks at the center, and how its rows are shown to them. */
import type { CenterItem, MessageListItem } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import type { Application } from '../../flow/application';
import type { CenterViewer } from '../../flow/center/viewer';
import { personOf } from '../person';
import { readableLinks } from '../readable-records';
import type { RequestContext } from '../request-context';
import { concealedFor } from './forward-rules';

export function centerViewerOf(ctx: RequestContext): CenterViewer {
  const { userId, grants } = personOf(ctx);
  return { ...decideViewer(grants, userId), userId, grants };
}

/** Without links to records the person may not read, and without forward addresses they must not see. */
export async function shownItems<Item extends CenterItem | MessageListItem>(ctx: RequestContext, application: Application, items: readonly Item[]): Promise<Item[]> {
  const [readable, concealed] = [readableLinks(ctx), await concealedFor(personOf(ctx), application)];
  return items.map((item) => concealed({ ...item, links: readable(item.links) }));
}
