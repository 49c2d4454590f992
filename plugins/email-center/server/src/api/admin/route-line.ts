import type { RouteRight } from '../../domain/access/decide-access';

/** One admin route, with the right it asks for. */
export type Line = readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, handler: string, right: RouteRight];
