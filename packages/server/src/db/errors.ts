/** Whether a write failed because a row with the same key is already there, on either database. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number }
  // 23505 is PostgreSQL's unique_violation; 1555 and 2067 are SQLite's, for a primary key and an index.
  return code === '23505' || errcode === 1555 || errcode === 2067
}

/** Whether a row could not be removed (or added) because of another that refers to it (or that it refers to). */
export function isForeignKeyViolation(error: unknown): boolean {
  const { code, errcode } = error as { code?: string; errcode?: number }
  // 23503 is PostgreSQL's foreign_key_violation; 787 is SQLite's.
  return code === '23503' || errcode === 787
}
