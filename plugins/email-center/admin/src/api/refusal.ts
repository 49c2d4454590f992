/** What the server refused with, out of what the panel's fetch client throws; anything else as it is, for `problemOf` to read. */
export function refusalOf(thrown: unknown): unknown {
  const answer = (thrown as { response?: { data?: { error?: unknown } } } | null)?.response;
  return answer?.data?.error ?? thrown;
}
