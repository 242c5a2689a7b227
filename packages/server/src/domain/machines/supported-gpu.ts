import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { GPU_TABLE } from './gpu-table.ts'

const positive = Type.Number({ exclusiveMinimum: 0 })
const count = Type.Integer({ minimum: 0 })

/** What a proof by a device of a kind is about, and how long it may take. */
export const ProofRule = Type.Object(
  {
    block: Type.Integer({ minimum: 16, maximum: 2048, description: 'Rows of one matrix; a power of two.' }),
    fraction: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'Of the claimed memory.' }),
    most_bytes: Type.Optional(Type.Integer({ minimum: 4096, description: 'Where that is less.' })),
    bytes_per_second: Type.Number({ exclusiveMinimum: 0, description: 'The slowest commitment taken.' }),
    macs_per_second: Type.Object(
      { least: positive, most: positive },
      { description: 'Multiplications: slower and faster than this fail alike.' },
    ),
    open_seconds: Type.Number({
      exclusiveMinimum: 0,
      description: 'Time for showing what was committed to.',
    }),
    is_per_processor: Type.Optional(
      Type.Boolean({ description: 'Whether the window is for one processor.' }),
    ),
    is_calibrated: Type.Boolean({ description: 'Whether the window was ever measured on such a device.' }),
  },
  { additionalProperties: false },
)
export type ProofRule = Static<typeof ProofRule>

/** A kind of device the inventory takes, in the words of the machines surface. */
export const SupportedGpu = Type.Object(
  {
    model_name_check: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'A regex, found in the name.',
    }),
    memory: Type.Integer({ minimum: 1, description: 'GB' }),
    max_memory: Type.Optional(Type.Integer({ minimum: 1, description: 'GB, where it may be more.' })),
    major: Type.Optional(count),
    minor: Type.Optional(count),
    tensor_cores: Type.Optional(count),
    concurrent_kernels: Type.Optional(Type.Boolean()),
    ecc: Type.Optional(Type.Boolean()),
    sxm: Type.Optional(Type.Boolean()),
    processors: Type.Integer({ minimum: 1 }),
    max_processors: Type.Optional(Type.Integer({ minimum: 1, description: 'Where they may be more.' })),
    clock_rate: Type.Object({ base: positive, boost: positive }, { description: 'MHz' }),
    max_threads_per_processor: Type.Integer({ minimum: 1 }),
    hourly_rate: Type.Number({ minimum: 0, description: 'USD' }),
    proof: ProofRule,
    graval: Type.Object({ iterations: Type.Integer({ minimum: 1 }), estimate: positive }),
  },
  { additionalProperties: false },
)
export type SupportedGpu = Static<typeof SupportedGpu>

const Rows = Type.Record(Type.String({ pattern: '^[a-z0-9_]{1,64}$' }), SupportedGpu)

/** A kind with what finds it. */
export interface GpuKind extends SupportedGpu {
  id: string
  pattern: RegExp
}

/** The kinds of device this server takes, in the order in which names are tried. */
export class SupportedGpus {
  readonly rows: Readonly<Record<string, SupportedGpu>>
  readonly #kinds: readonly GpuKind[]

  constructor(rows: Readonly<Record<string, SupportedGpu>>) {
    this.rows = rows
    this.#kinds = Object.entries(rows).map(([id, row]) => ({
      ...row,
      id,
      pattern: new RegExp(row.model_name_check),
    }))
  }

  find(id: string): GpuKind | undefined {
    return this.#kinds.find((kind) => kind.id === id)
  }

  /** The first kind whose pattern is found in a device's name. */
  findByName(name: string): GpuKind | undefined {
    return this.#kinds.find(({ pattern }) => pattern.test(name))
  }
}

/**
 * The table and, before it, the rows of `machines.json` in the data folder: new ones, or others in place of
 * ours by their name.
 *
 * @throws Error that names what is wrong in that file
 */
export async function loadSupportedGpus(dataFolder: string): Promise<SupportedGpus> {
  const file = join(dataFolder, 'machines.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  const rows = readRows(file, text)
  return new SupportedGpus({ ...rows, ...withoutThose(rows) })
}

/** The table's own rows, but those that the file has in their place. */
const withoutThose = (rows: object) =>
  Object.fromEntries(Object.entries(GPU_TABLE).filter(([id]) => !Object.hasOwn(rows, id)))

function readRows(file: string, text: string): Record<string, SupportedGpu> {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`)
  }
  const [wrong] = Value.Errors(Rows, rows)
  if (wrong) throw new Error(`${file}: ${wrong.instancePath || 'the whole'} ${wrong.message}`)
  for (const [id, { model_name_check: check, proof }] of Object.entries(rows as Static<typeof Rows>)) {
    if (!isRegex(check)) throw new Error(`${file}: model_name_check of ${id} is no regular expression`)
    if (!Number.isInteger(Math.log2(proof.block)))
      throw new Error(`${file}: block of ${id} must be a power of two`)
  }
  return rows as Record<string, SupportedGpu>
}

function isRegex(text: string): boolean {
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
