/** Milliseconds as this surface writes times: ISO 8601, UTC, whole seconds. */
export const iso = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`
