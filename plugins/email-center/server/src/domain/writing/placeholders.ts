/** Placeholders of templates: `{{record.firstName}}`, `{{user.name}}`, `{{account.address}}`, `{{today}}`. */
import { textAsHtml } from './escape';

/** Values by the placeholder's name; null: known to be empty, which is as good as unknown to whoever reads the message. */
export type PlaceholderValues = ReadonlyMap<string, string | null>;

const PLACEHOLDER = /\{\{\s*([A-Za-z][\w.]{0,100})\s*\}\}/g;

export interface Filled {
  filled: string;
  /** Those that stay as they are, each once. */
  missing: string[];
}

/** Puts values in their places; in HTML as text, whatever they hold. */
export function fillPlaceholders(template: string, values: PlaceholderValues, as: 'html' | 'line'): Filled {
  const missing = new Set<string>();
  const filled = template.replace(PLACEHOLDER, (written, name: string) => {
    const value = values.get(name);
    if (value === undefined || value === null || value.trim() === '') {
      missing.add(name);
      return written;
    }
    return as === 'html' ? textAsHtml(value) : value.replace(/\s+/g, ' ');
  });
  return { filled, missing: [...missing] };
}

/** The placeholders that stand in a text, each once. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map((found) => found[1]!))];
}
