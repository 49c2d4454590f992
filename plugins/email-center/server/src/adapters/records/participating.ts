/** Which content types take part, and where their records hold addresses (X10). */
import type { Core } from '@strapi/strapi';

/** A content type whose records are matched. */
export interface ParticipatingType {
  uid: string;
  /** Display name. */
  name: string;
  /** Attribute paths, e.g. "email2" or "contacts.email" for an attribute of a component; sorted. */
  fields: string[];
}

export interface Attribute {
  type: string;
  component?: string;
  pluginOptions?: Record<string, unknown>;
}

type Attributes = Record<string, Attribute>;

const TEXTS = new Set(['email', 'string', 'text']);
/** Components may hold components; deeper than this nobody nests on purpose. */
const DEPTH = 5;

/**
 * Types with an attribute, also inside components, marked by `pluginOptions: {'email-center': {match: true}}`, and those
 * named by the plugin option `recordTypes`. Throws when that option names a type or an attribute that does not exist or
 * holds no text: such a record would silently never match.
 */
export function findParticipating(strapi: Core.Strapi, recordTypes: Readonly<Record<string, readonly string[]>>): ParticipatingType[] {
  const contentTypes = strapi.contentTypes as unknown as Record<string, { uid: string; info: { displayName: string }; attributes: Attributes }>;
  for (const [uid, paths] of Object.entries(recordTypes)) for (const path of paths) requireText(strapi, contentTypes[uid]?.attributes, uid, path);
  return Object.values(contentTypes)
    .filter(({ uid }) => uid.startsWith('api::') || uid.startsWith('plugin::'))
    .map(({ uid, info, attributes }) => ({ uid, name: info.displayName, fields: [...new Set([...markedPaths(strapi, attributes), ...(recordTypes[uid] ?? [])])].sort() }))
    .filter((type) => type.fields.length > 0);
}

function markedPaths(strapi: Core.Strapi, attributes: Attributes, depth = 0): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    if (attribute.type === 'component' && depth < DEPTH) return markedPaths(strapi, componentAttributes(strapi, attribute) ?? {}, depth + 1).map((path) => `${name}.${path}`);
    return TEXTS.has(attribute.type) && isMarked(attribute) ? [name] : [];
  });
}

function isMarked(attribute: Attribute): boolean {
  const mark = attribute.pluginOptions?.['email-center'];
  return typeof mark === 'object' && mark !== null && 'match' in mark && mark.match === true;
}

function componentAttributes(strapi: Core.Strapi, attribute: Attribute): Attributes | undefined {
  const components = strapi.components as unknown as Record<string, { attributes: Attributes }>;
  return attribute.component === undefined ? undefined : components[attribute.component]?.attributes;
}

function requireText(strapi: Core.Strapi, attributes: Attributes | undefined, uid: string, path: string): void {
  const [name, ...rest] = path.split('.');
  const attribute = attributes?.[name ?? ''];
  if (attribute?.type === 'component' && rest.length > 0) return requireText(strapi, componentAttributes(strapi, attribute), uid, rest.join('.'));
  if (attribute === undefined || rest.length > 0 || !TEXTS.has(attribute.type)) {
    throw new Error(`The email center's option recordTypes names "${path}" of ${uid}, but there is no such attribute that holds text.`);
  }
}
