export const withoutSlash = (url: string) => url.replace(/\/+$/, '')

/** A base address without its version, for those whose own paths begin with one. */
export const withoutVersion = (url: string) => withoutSlash(url).replace(/\/v1$/, '')
