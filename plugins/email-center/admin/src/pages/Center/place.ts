import { centerViewSchema, type CenterViewName } from '../../../../shared/contracts';
import { CENTER_PATH } from '../../plugin-id';

export type PlaceView = CenterViewName | 'drafts' | 'outbox';

/** A view as the address bar names it; `id` of a group, a tag or a saved search. */
export interface Place {
  view: PlaceView;
  id: string | null;
}

/** What the path below the center says: which view, and which message is read in it. */
export interface Whereabouts {
  place: Place;
  messageId: string | null;
}

const HOME = `${CENTER_PATH}/center`;
const WITH_ID: readonly string[] = ['group', 'tag', 'search'];
const isView = (name: string): name is PlaceView => name === 'drafts' || name === 'outbox' || centerViewSchema.safeParse(name).success;

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign that somebody typed.
    return segment;
  }
};

export const placePath = ({ view, id }: Place): string => `${HOME}/${view}${id === null ? '' : `/${encodeURIComponent(id)}`}`;
export const messagePath = (place: Place, messageId: string): string => `${placePath(place)}/m/${encodeURIComponent(messageId)}`;
export const placeKey = ({ view, id }: Place): string => `${view} ${id ?? ''}`;

/** Null where the path names no view. */
export function readPlace(pathname: string): Whereabouts | null {
  const [view = '', ...rest] = pathname.slice(HOME.length + 1).split('/').filter((segment) => segment !== '').map(decoded);
  if (!isView(view)) return null;
  const id = WITH_ID.includes(view) ? (rest.shift() ?? null) : null;
  if (WITH_ID.includes(view) && id === null) return null;
  if (rest.length === 0) return { place: { view, id }, messageId: null };
  const [mark, messageId] = rest;
  return mark === 'm' && messageId !== undefined && rest.length === 2 ? { place: { view, id }, messageId } : null;
}

/** Where a path of earlier versions leads now (`messages/…`, `work-items/…`), so that links that people kept hold; null for any other. */
export function movedPath(pathname: string, search: string): string | null {
  const segments = pathname.slice(CENTER_PATH.length + 1).split('/').filter((segment) => segment !== '').map(decoded);
  const [area, first, second, third] = segments;
  if (area === 'messages') return at({ view: 'all', id: null }, first) + search;
  if (area !== 'work-items') return null;
  if (first === 'group' && second !== undefined) return at({ view: 'group', id: second }, third) + search.replace(/([?&])view=/, '$1work=');
  return at({ view: first !== undefined && isView(first) ? first : 'mine', id: null }, second) + search;
}

const at = (place: Place, messageId: string | undefined): string => (messageId === undefined ? placePath(place) : messagePath(place, messageId));
