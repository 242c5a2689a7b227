/** Requests a minute and key, unless the key's own settings say otherwise. */
export const LIMITS = { read: 1000, write: 120, upload: 30 } as const

export type LimitKind = keyof typeof LIMITS

/** A key's own limits, in requests a minute; a kind that is not there has the usual one. */
export type Limits = Partial<Record<LimitKind, number>>

export const limitOf = (limits: Limits | null | undefined, kind: LimitKind): number =>
  limits?.[kind] ?? LIMITS[kind]
