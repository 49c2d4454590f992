/** Who sees forward addresses (S5.3), asked in one place for the panel, REST and GraphQL; nobody else is told one by any answer. */
import type { Core } from '@strapi/strapi';
import { decideRoute } from '../domain/access/decide-access';
import type { Concealment } from '../domain/intake/conceal-forward';
import type { Application } from '../flow/application';
import type { StoredMessage, Viewer } from '../flow/queries';
import { holderOf } from './application-holder';
import { verifyGranted } from './content-api/granted';
import { FIND_FORWARD } from './content-api/names';
import { isRasterImage } from './download';
import { answer, forbidden } from './edge';
import { grantsOf } from './person';
import type { RequestContext } from './request-context';

export type Asking = RequestContext['state'];

/** Whether this caller sees forward addresses: in the panel by a right of roles, else by a permission of the token or the site's user. */
export async function seesForward(strapi: Core.Strapi, { userAbility, auth }: Asking): Promise<boolean> {
  return userAbility === undefined ? verifyGranted(strapi, auth, FIND_FORWARD) : decideRoute('see-forward', grantsOf(userAbility));
}

/** Asked once for each request, however many entries it answers. */
const asked = new WeakMap<Asking, Promise<Concealment | null>>();

/** What this caller must not see; null when there is nothing to be kept from them. */
export function concealmentFor(strapi: Core.Strapi, asking: Asking): Promise<Concealment | null> {
  const known = asked.get(asking) ?? decideConcealment(strapi, asking);
  asked.set(asking, known);
  return known;
}

async function decideConcealment(strapi: Core.Strapi, asking: Asking): Promise<Concealment | null> {
  if (asking.userAbility !== undefined && (await seesForward(strapi, asking))) return null;
  const concealment = await holderOf(strapi).get().forward.conceal();
  return concealment.known.length === 0 || (await seesForward(strapi, asking)) ? null : concealment;
}

/**
 * The middleware of routes that answer with what mail holds. It looks at every answer, refusals too, so that no controller can forget
 * it; streams are not looked at, and are made by controllers that ask the functions below.
 */
export function concealForwardAddresses(_config: object, { strapi }: { strapi: Core.Strapi }) {
  return async (ctx: RequestContext, next: () => Promise<unknown>): Promise<void> => {
    await next();
    if (!holdsText(ctx.body)) return;
    await answer(ctx, strapi.log, async () => {
      const concealment = await concealmentFor(strapi, ctx.state);
      if (concealment !== null) ctx.body = concealment.everywhere(ctx.body);
    });
  };
}

const holdsText = (body: unknown): boolean => typeof body === 'string' || Array.isArray(body) || (typeof body === 'object' && body !== null && Object.getPrototypeOf(body) === Object.prototype);

type Files = Pick<Application, 'forward'>;
export type FileHolder = Pick<StoredMessage, 'rawKey' | 'attachments'>;

/** The key of the original this caller may have; refuses where every copy names a forward address, and says what can be done. */
export async function originalFor(sees: boolean, { forward }: Files, viewer: Viewer, message: StoredMessage): Promise<string> {
  const key = sees ? message.rawKey : await forward.namelessCopy(viewer, message);
  if (key !== null) return key;
  throw forbidden('The original of this message names a forward address, which you may not see. Its text and its other files can be opened; whoever may see forward addresses can give you the original.');
}

/** The key of the copy whose header block this caller may read, concealed like any answer; what only a forward address got tells more of it than its name. */
export async function headersFor(sees: boolean, { forward }: Files, viewer: Viewer, message: StoredMessage): Promise<string> {
  const key = sees ? message.rawKey : await forward.copyElsewhere(viewer, message);
  if (key !== null) return key;
  throw forbidden('Only a forward address, which you may not see, got this message, and its headers tell how. Its text and files can be opened; whoever may see forward addresses can tell you the headers.');
}

/** Refuses a file that names a forward address. Pictures name none; what is packed or drawn is not looked into. */
export async function checkFile(sees: boolean, { forward }: Files, { rawKey, attachments }: FileHolder, partNumber: string): Promise<void> {
  const type = attachments.find((attachment) => attachment.partNumber === partNumber)?.contentType ?? '';
  if (sees || isRasterImage(type.toLowerCase()) || !(await forward.namesInPart(rawKey, partNumber))) return;
  throw forbidden('This file names a forward address, which you may not see. Whoever may see forward addresses can give you the file.');
}
