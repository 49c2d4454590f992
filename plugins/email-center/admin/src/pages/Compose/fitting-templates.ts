import type { TemplateDto } from '../../../../shared/contracts';

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether all words of `q` are in its name or subject. */
export const matchesTemplate = ({ name, subject }: Pick<TemplateDto, 'name' | 'subject'>, q: string): boolean =>
  plain(q).split(/\s+/).every((word) => plain(`${name} ${subject}`).includes(word));

/**
 * Templates for a message about a record of this type (null: about none) that have all words of `q` in name or subject: one's own first, then by name.
 * Those made for another type stay out: their placeholders could not be filled.
 */
export function fittingTemplates(templates: readonly TemplateDto[], recordType: string | null, q: string): TemplateDto[] {
  return templates
    .filter((one) => one.recordType === null || one.recordType === recordType)
    .filter((one) => matchesTemplate(one, q))
    .sort((one, other) => Number(other.own) - Number(one.own) || one.name.localeCompare(other.name));
}
