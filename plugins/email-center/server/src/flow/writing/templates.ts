/** Templates: kept, listed, and filled from a record, the person and the account they send from. */
import type { FillTemplateInput, FilledTemplateDto, IdentityDto, SaveTemplateInput, TemplateDto } from '../../../../shared/contracts';
import { MailError } from '../../domain/mail/mail-error';
import type { RecordRef } from '../../domain/intake/decide-link';
import { fillPlaceholders, placeholdersIn, type PlaceholderValues } from '../../domain/writing/placeholders';
import { dayInWords } from '../../domain/writing/words';
import type { Clock } from '../ports';
import { chooseIdentity } from '../../domain/writing/choose-identity';
import { identityOfAccount, listIdentities, type IdentityPorts } from './identities';
import type { CleanDraft, RecordFields, StoredTemplate, TemplateStore, WritingPeople } from './ports';
import type { Writer } from './writer';

export interface TemplatePorts extends IdentityPorts {
  templates: TemplateStore;
  recordFields: RecordFields;
  people: WritingPeople;
  clean: CleanDraft;
  clock: Clock;
  newId: () => string;
  recordTypes(): { uid: string }[];
}

export interface Templates {
  list(writer: Writer): Promise<TemplateDto[]>;
  /** One's own or a shared one; rejects with `not-found` for any other. Whether a shared one may be changed is asked before. */
  load(writer: Writer, id: string): Promise<TemplateDto>;
  add(writer: Writer, input: SaveTemplateInput): Promise<TemplateDto>;
  change(writer: Writer, id: string, input: SaveTemplateInput): Promise<TemplateDto>;
  remove(writer: Writer, id: string): Promise<void>;
  placeholders(writer: Writer, recordType: string | null): Promise<{ name: string; label: string }[]>;
  fill(writer: Writer, id: string, input: FillTemplateInput): Promise<FilledTemplateDto>;
}

export function createTemplates(ports: TemplatePorts): Templates {
  const save = async (writer: Writer, template: Pick<StoredTemplate, 'id' | 'ownerId'>, input: SaveTemplateInput): Promise<TemplateDto> => {
    if (input.recordType !== null && !ports.recordTypes().some(({ uid }) => uid === input.recordType)) throw refuse('invalid-input', 'There are no such records in the email center.', 'recordType');
    const { html } = await ports.clean(input.html, { parts: {}, attachments: {} });
    const saved: StoredTemplate = { ...template, ...input, html, updatedAt: ports.clock.now().toISOString() };
    await ports.templates.save(saved);
    return shown(writer, saved);
  };
  return {
    list: async (writer) => (await ports.templates.list(writer.userId)).map((template) => shown(writer, template)),
    load: async (writer, id) => shown(writer, await visible(ports, writer, id)),
    add: (writer, input) => save(writer, { id: ports.newId(), ownerId: writer.userId }, input),
    change: async (writer, id, input) => save(writer, await visible(ports, writer, id), input),
    async remove(writer, id) {
      await ports.templates.remove((await visible(ports, writer, id)).id);
    },
    placeholders: (writer, recordType) => listPlaceholders(ports, writer, recordType),
    async fill(writer, id, { record, accountId }) {
      const identities = await listIdentities(ports, writer.userId);
      const identity = accountId === undefined ? chooseIdentity(identities, null) : identityOfAccount(identities, accountId);
      return fillForDraft(ports, writer, id, { record, identity });
    },
  };
}

function shown(writer: Writer, { ownerId, ...template }: StoredTemplate): TemplateDto {
  return { id: template.id, name: template.name, subject: template.subject, html: template.html, shared: template.shared, own: ownerId === writer.userId, recordType: template.recordType, updatedAt: template.updatedAt };
}

async function visible({ templates }: Pick<TemplatePorts, 'templates'>, writer: Writer, id: string): Promise<StoredTemplate> {
  const template = await templates.load(id);
  if (template === null || (!template.shared && template.ownerId !== writer.userId)) throw refuse('not-found', 'There is no such template.');
  return template;
}

function refuse(code: 'not-found' | 'invalid-input', message: string, field?: string): MailError {
  return new MailError({ kind: 'malformed', code, message, remedier: 'owner', ...(field === undefined ? {} : { field }) });
}

const OF_THE_WRITER = [
  ['user.name', 'Your name'], ['user.firstName', 'Your first name'], ['user.lastName', 'Your last name'], ['user.email', 'Your address'],
  ['account.name', 'Name of the mail account'], ['account.displayName', 'Name that recipients see'], ['account.address', 'Address of the mail account'], ['today', 'Today'],
] as const;

/** Attributes of the record first, as far as the person reads them. */
async function listPlaceholders({ recordFields, recordTypes }: TemplatePorts, writer: Writer, recordType: string | null): Promise<{ name: string; label: string }[]> {
  const takesPart = recordType !== null && recordTypes().some(({ uid }) => uid === recordType);
  const fields = takesPart ? (await recordFields.list(recordType)).filter(({ name }) => writer.mayReadField(recordType, name)) : [];
  return [...fields.map(({ name, label }) => ({ name: `record.${name}`, label })), ...OF_THE_WRITER.map(([name, label]) => ({ name, label }))];
}

export async function fillForDraft(ports: TemplatePorts, writer: Writer, id: string, from: { record: RecordRef | null; identity: IdentityDto | null }): Promise<FilledTemplateDto> {
  const template = await visible(ports, writer, id);
  const values = await valuesFor(ports, writer, from, placeholdersIn(`${template.subject} ${template.html}`));
  const [subject, html] = [fillPlaceholders(template.subject, values, 'line'), fillPlaceholders(template.html, values, 'html')];
  return { subject: subject.filled, html: html.filled, missing: [...new Set([...subject.missing, ...html.missing])] };
}

/** Only what is asked for is read. */
async function valuesFor(ports: TemplatePorts, writer: Writer, { record, identity }: { record: RecordRef | null; identity: IdentityDto | null }, wanted: readonly string[]): Promise<PlaceholderValues> {
  const person = wanted.some((name) => name.startsWith('user.')) ? await ports.people.load(writer.userId) : null;
  const values = new Map<string, string | null>([
    ['user.name', person?.name ?? null], ['user.firstName', person?.firstName ?? null], ['user.lastName', person?.lastName ?? null], ['user.email', person?.email ?? null],
    ['account.name', identity?.name ?? null], ['account.displayName', identity?.displayName ?? null], ['account.address', identity?.address ?? null],
    ['today', dayInWords(ports.clock.now().toISOString(), writer.place)],
  ]);
  const fields = wanted.flatMap((name) => (name.startsWith('record.') ? name.slice('record.'.length) : []));
  for (const [field, value] of await recordValues(ports, writer, record, fields)) values.set(`record.${field}`, value);
  return values;
}

async function recordValues({ recordFields, recordTypes }: TemplatePorts, writer: Writer, record: RecordRef | null, fields: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
  if (record === null || fields.length === 0 || !recordTypes().some(({ uid }) => uid === record.recordType)) return new Map();
  const known = new Set((await recordFields.list(record.recordType)).map(({ name }) => name));
  const readable = fields.filter((field) => known.has(field) && writer.mayReadField(record.recordType, field));
  return (readable.length === 0 ? null : await recordFields.load(record, readable, writer.narrow, writer.place)) ?? new Map();
}
