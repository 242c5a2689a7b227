export interface Problem {
  message: string
  /** Where in the extension: `nodes/gain.ts:12:5`, as far as it is known. */
  place: string | null
}

/** An error's sentence, and the first of the extension's own lines that it came through. */
export function problemOf(error: unknown, folderUrl: string, fallback: string | null): Problem {
  const { message, stack } =
    error instanceof Error ? error : { message: String(error), stack: undefined as string | undefined }
  for (const [, url = '', line, column] of (stack ?? '').matchAll(/(file:\/\/[^\s()]+?):(\d+)(?::(\d+))?/g)) {
    if (!url.startsWith(folderUrl)) continue
    const path = decodeURIComponent(url.slice(folderUrl.length))
    return { message, place: [path, line, ...(column ? [column] : [])].join(':') }
  }
  return { message, place: fallback }
}
