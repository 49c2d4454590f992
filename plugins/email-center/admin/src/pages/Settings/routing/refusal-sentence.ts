import type { RouteRefusalDto } from '../../../../../shared/contracts';
import type { Text } from '../../../text/text';

/** Why somebody cannot be in a rule, in the language of the panel. */
export const refusalSentence = (text: Text, { code, name }: Pick<RouteRefusalDto, 'code' | 'name'>): string => text(`route.refusal.${code}`, { name });
