/** The setting as it is edited: lists as text. */
import type { CenterSettings } from '../../../../../shared/contracts';

type Matching = CenterSettings['matching'];

export interface MatchingForm extends Omit<Matching, 'equivalentDomains' | 'internalDomains'> {
  groups: string[];
  internal: string;
}

export function formOf({ equivalentDomains, internalDomains, ...switches }: Matching): MatchingForm {
  return { ...switches, groups: equivalentDomains.map((group) => group.join(', ')), internal: internalDomains.join('\n') };
}

/** Domains in the order written, each once; a group that was left empty is none. */
export function matchingOf({ groups, internal, cc, sender, replyTo, plusAddressing, ignoreInternal, lateMatching }: MatchingForm): Matching {
  return {
    cc, sender, replyTo, equivalentDomains: groups.map(domainsOf).filter((group) => group.length > 0), plusAddressing, internalDomains: domainsOf(internal), ignoreInternal, lateMatching,
  };
}

function domainsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).map((domain) => domain.toLowerCase().replace(/^@/, '')).filter((domain) => domain !== ''))];
}
