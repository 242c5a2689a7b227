/** The client's own text for a write, for what must be done once even where its kept answer is lost. */
export function idempotencyKeyOf({
  headers,
}: {
  headers: Record<string, string | string[] | undefined>
}): string | undefined {
  const key = headers['idempotency-key']
  return typeof key === 'string' ? key : undefined
}
