/** Identities, recipients, drafts, templates. */
import type { Line } from './route-line';

export const WRITING_LINES: readonly Line[] = [];
