/** The person who writes: their rights and their place, as writing asks for them. */
import type { Core } from '@strapi/strapi';
import { decideViewer } from '../domain/access/decide-access';
import { knownTimeZone, languageOf } from '../domain/writing/words';
import type { Application } from '../flow/application';
import type { Writer } from '../flow/writing/writer';
import { checkFileOf, concealedFor, originalOf } from './admin/forward-rules';
import { personOf } from './person';
import { readableLinks, readableRecords } from './readable-records';
import type { RequestContext } from './request-context';

const READ_RECORDS = 'plugin::content-manager.explorer.read';

/** `place` as the panel tells it; else the language of the person's profile, and the zone of this server. */
export function writerOf(strapi: Core.Strapi, ctx: RequestContext, application: Application, place: { language?: string; timeZone?: string } = {}): Writer {
  const person = personOf(ctx);
  let concealed: ReturnType<typeof concealedFor> | null = null;
  return {
    userId: person.userId,
    viewer: decideViewer(person.grants, person.userId),
    place: {
      language: languageOf(place.language ?? ctx.state.user?.preferedLanguage),
      timeZone: knownTimeZone(place.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone),
    },
    narrow: readableRecords(strapi, ctx),
    mayReadField: (recordType, field) => ctx.state.userAbility?.can(READ_RECORDS, recordType, field) ?? false,
    readableLinks: readableLinks(ctx),
    async conceal(held) {
      concealed ??= concealedFor(person, application);
      return (await concealed)(held);
    },
    originalOf: (message) => originalOf(person, application, message),
    checkFile: (message, partNumber) => checkFileOf(person, application, message, partNumber),
    mayReadMedia: (fileId) => mayReadMedia(strapi, ctx, fileId),
  };
}

const MEDIA = 'plugin::upload.file';
const READ_MEDIA = 'plugin::upload.read';

interface PermissionsManager {
  isAllowed: boolean;
  action: string;
  ability: { cannot(action: string, subject: unknown): boolean };
  toSubject(entity: object): unknown;
}

/** The media library's own right, with its conditions, which look at who made the file and at their roles. */
async function mayReadMedia(strapi: Core.Strapi, ctx: RequestContext, fileId: number): Promise<boolean> {
  const service = strapi.service('admin::permission') as unknown as { createPermissionsManager(of: { ability: unknown; action: string; model: string }): PermissionsManager };
  const manager = service.createPermissionsManager({ ability: ctx.state.userAbility, action: READ_MEDIA, model: MEDIA });
  if (!manager.isAllowed) return false;
  const file = (await strapi.db.query(MEDIA).findOne({ where: { id: fileId }, populate: { createdBy: { populate: { roles: true } }, folder: true } })) as object | null;
  return file !== null && !manager.ability.cannot(manager.action, manager.toSubject(file));
}
