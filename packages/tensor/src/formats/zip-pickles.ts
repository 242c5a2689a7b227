import { type ByteSource, sliceSource } from './byte-source.ts'
import { quote } from './format-error.ts'
import { type PickleScan, scanPickle } from './pickle.ts'
import { DEFLATED, STORED, type ZipEntry } from './zip-directory.ts'
import { zipEntrySource } from './zip-entry.ts'

const MAX_PICKLES = 1000
/** Bytes of packed pickles that are unpacked to be looked at; stored ones are read where they are. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024

/** A pickle that begins `start` bytes into an (unpacked) entry and goes on to its end. */
export interface PickleInZip {
  entry: ZipEntry
  start: number
}

/** The entries of an archive that are pickles by their ending, `.pkl` or `.pickle`. */
export function findPickles(entries: readonly ZipEntry[]): PickleInZip[] {
  return entries.filter(({ name }) => /\.(pkl|pickle)$/i.test(name)).map((entry) => ({ entry, start: 0 }))
}

/**
 * Looks at several pickles of an archive as one. One that cannot be looked at is suspicious.
 * Undefined where there is none.
 */
export async function scanZipPickles(
  source: ByteSource,
  pickles: readonly PickleInZip[],
): Promise<PickleScan | undefined> {
  const scans: PickleScan[] = []
  let left = MAX_UNPACKED_BYTES
  for (const { entry, start } of pickles) {
    const packed = entry.method === DEFLATED ? entry.bytes : 0
    const isReadable = !entry.isEncrypted && (entry.method === STORED || entry.method === DEFLATED)
    if (!isReadable || packed > left || scans.length === MAX_PICKLES) {
      scans.push(unseen(entry))
      break
    }
    left -= packed
    const bytes = await zipEntrySource(source, entry, packed)
    const scan = await scanPickle(sliceSource(bytes, start, bytes.size - start))
    scans.push({ ...scan, reasons: scan.reasons.map((reason) => `${quote(entry.name)}: ${reason}`) })
  }
  return scans.length === 0 ? undefined : mergeScans(scans)
}

/** Several scans as one: the worst verdict, and all that was found. */
function mergeScans(scans: readonly PickleScan[]): PickleScan {
  const globals = new Map(
    scans.flatMap((scan) => scan.globals).map((found) => [`${found.module}\n${found.name}`, found]),
  )
  const has = (verdict: string) => scans.some((scan) => scan.verdict === verdict)
  const sum = (count: (scan: PickleScan) => number) => scans.reduce((total, scan) => total + count(scan), 0)
  return {
    verdict: has('dangerous') ? 'dangerous' : has('suspicious') ? 'suspicious' : 'safe',
    globals: [...globals.values()].slice(0, 10_000),
    reasons: scans.flatMap(({ reasons }) => reasons).slice(0, 100),
    pickles: sum(({ pickles }) => pickles),
    bytes: sum(({ bytes }) => bytes),
    isWellFormed: scans.every(({ isWellFormed }) => isWellFormed),
  }
}

function unseen(entry: ZipEntry): PickleScan {
  return {
    verdict: 'suspicious',
    globals: [],
    reasons: [
      `${quote(entry.name)} and what follows it cannot be looked at: encrypted, too large, or too many`,
    ],
    pickles: 0,
    bytes: 0,
    isWellFormed: false,
  }
}
