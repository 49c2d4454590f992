/**
 * Lines of a table in plain text: the first column to the left, numbers to the right.
 * @param {string[]} heading
 * @param {(string | number | null)[][]} rows null: not measured
 * @returns {string}
 */
export function table(heading, rows) {
  const cells = [heading, ...rows.map((row) => row.map((cell) => (cell === null ? '-' : String(cell))))];
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const lines = cells.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '));
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n');
}

/**
 * @param {number | null} value
 * @param {number} [digits]
 */
export const rounded = (value, digits = 0) => (value === null ? null : value.toFixed(digits));
