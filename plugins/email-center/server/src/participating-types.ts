import type { Core } from '@strapi/strapi';
import type { EmailCenterOptions } from './config/options';

/**
 * The content types whose records take part: an attribute of theirs, or one of a component of theirs, is marked with
 * `pluginOptions: {'email-center': {match: true}}`, or they are named in the options.
 */
export function participatingTypes(strapi: Core.Strapi, options: EmailCenterOptions): string[] {
  const marked = Object.values(strapi.contentTypes).filter((type) => type.uid.startsWith('api::') || type.uid.startsWith('plugin::'));
  return marked.filter((type) => options.recordTypes[type.uid] !== undefined || marksAddress(strapi, type.attributes, new Set())).map((type) => type.uid);
}

interface Attribute {
  type: string;
  component?: string;
  pluginOptions?: Record<string, unknown>;
}

function marksAddress(strapi: Core.Strapi, attributes: object, seen: Set<string>): boolean {
  return Object.values(attributes as Record<string, Attribute>).some((attribute) => {
    const mark = attribute.pluginOptions?.['email-center'];
    if (typeof mark === 'object' && mark !== null && 'match' in mark && mark.match === true) return true;
    if (attribute.type !== 'component' || !attribute.component || seen.has(attribute.component)) return false;
    const component = Object.values(strapi.components).find(({ uid }) => uid === attribute.component);
    return component !== undefined && marksAddress(strapi, component.attributes, seen.add(attribute.component));
  });
}
