/** Who looks at the center, and how its rows are shown to them. */
import type { CenterItem, MessageListItem } from '../../../../shared/contracts';
import { decideViewer } from '../../domain/access/decide-access';
import type { CenterViewer } from '../../flow/center/viewer';
import { personOf } from '../person';
import { readableLinks } from '../readable-records';
import type { RequestContext } from '../request-context';

export function centerViewerOf(ctx: RequestContext): CenterViewer {
  const { userId, grants } = personOf(ctx);
  return { ...decideViewer(grants, userId), userId, grants };
}

/** Without links to records the person may not read. */
export function shownItems<Item extends CenterItem | MessageListItem>(ctx: RequestContext, items: readonly Item[]): Item[] {
  const readable = readableLinks(ctx);
  return items.map((item) => ({ ...item, links: readable(item.links) }));
}
