import type { MetadataValue } from './file-report.ts'

const MAX_ENTRIES = 1000
const MAX_STRING = 16_384
const MAX_CHARACTERS = 1_000_000

/** Metadata small enough to be stored with a version: the first entries, their texts cut where they are long. */
export function boundMetadata(metadata: Readonly<Record<string, MetadataValue>>): {
  metadata: Record<string, MetadataValue>
  isMetadataCut: boolean
} {
  const kept: [string, MetadataValue][] = []
  let isMetadataCut = false
  let characters = 0
  for (const [key, value] of Object.entries(metadata)) {
    const isLong = typeof value === 'string' && value.length > MAX_STRING
    const short = isLong ? `${value.slice(0, MAX_STRING)}…` : value
    characters += key.length + JSON.stringify(short).length
    if (kept.length === MAX_ENTRIES || characters > MAX_CHARACTERS) {
      isMetadataCut = true
      break
    }
    isMetadataCut ||= isLong
    kept.push([key, short])
  }
  return { metadata: Object.fromEntries(kept), isMetadataCut }
}
