/** GraphQL answers field by field, and follows relations past the document service: forward addresses are taken out of each field of ours. */
import type { Core, UID } from '@strapi/strapi';
import { concealmentFor, type Asking } from '../forward-sight';
import { mayName, reachesMail, readAsked, targetOf, type Asked, type AttributesOf } from './forward-filters';
import { TYPES } from './names';
import { refusal } from './without-forward-addresses';

interface Context {
  state: Asking;
}
type Resolve<P, A, I> = (parent: P, args: A, context: Context, info: I) => unknown;
type Middleware = <P, A, I>(resolve: Resolve<P, A, I>, parent: P, args: A, context: Context, info: I) => Promise<unknown>;
type ResolversConfig = Record<string, { middlewares: Middleware[] }>;

const OURS = Object.values(TYPES);

/** `nameOf`: how GraphQL calls a content type; components it calls by their `globalId`. */
export function concealFields(strapi: Core.Strapi, nameOf: (uid: string) => string): ResolversConfig {
  const attributesOf: AttributesOf = (uid) => strapi.getModel(uid as UID.Schema)?.attributes as ReturnType<AttributesOf>;
  const ours = OURS.flatMap((uid) => Object.keys(attributesOf(uid) ?? {}).filter((field) => mayName(attributesOf, uid, field)).map((field) => `${nameOf(uid)}.${field}`));
  const holders = [...Object.keys(strapi.contentTypes).map((uid) => [uid, nameOf(uid)] as const), ...Object.entries(strapi.components).map(([uid, { globalId }]) => [uid, globalId] as const)];
  const asking = holders.flatMap(([uid, name]) => Object.keys(attributesOf(uid) ?? {}).flatMap((field) => {
    const target = targetOf(attributesOf, uid, field);
    return target === undefined || !reachesMail(attributesOf, target) ? [] : [[`${name}.${field}`, target] as const, [`${name}.${field}_connection`, target] as const];
  }));
  return {
    ...Object.fromEntries(ours.map((path) => [path, { middlewares: [concealed(strapi)] }])),
    ...Object.fromEntries(asking.map(([path, target]) => [path, { middlewares: [withoutQuestions(strapi, attributesOf, target)] }])),
  };
}

const concealed = (strapi: Core.Strapi): Middleware => async (resolve, parent, args, context, info) => {
  const [value, concealment] = [await resolve(parent, args, context, info), await concealmentFor(strapi, context.state)];
  return concealment === null ? value : concealment.everywhere(value);
};

/** A relation or component takes filters and an order of its own, which no document service sees: those that could tell an address, at any depth, are refused. */
const withoutQuestions = (strapi: Core.Strapi, attributesOf: AttributesOf, target: string): Middleware => async (resolve, parent, args, context, info) => {
  const { filters, refused } = readAsked(attributesOf, target, args as Asked);
  if ((filters || refused) && (await concealmentFor(strapi, context.state)) !== null) throw await refusal(strapi);
  return resolve(parent, args, context, info);
};
