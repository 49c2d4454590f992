/** What stands at a path of a record, also within repeated components. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((one) => valuesAt(one, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return typeof value === 'object' && value !== null ? valuesAt((value as Record<string, unknown>)[name], rest) : [];
}

/** The first address of a record, in the order its type names the fields; null where it has none. */
export function firstAddress(record: unknown, fields: readonly string[]): string | null {
  const found = fields.flatMap((field) => valuesAt(record, field.split('.'))).find((value) => typeof value === 'string' && value.includes('@'));
  return typeof found === 'string' ? found.trim() : null;
}
