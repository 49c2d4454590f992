/**
 * @param {number[]} values
 * @param {number} share 0.5 for the median
 * @returns {number | null} null when nothing was measured
 */
export function percentile(values, share) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}
