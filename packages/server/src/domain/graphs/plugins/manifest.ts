import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { Fault } from '../../../fault.ts'
import type { PackageFiles } from './extensions/package-files.ts'

/** What an extension may ask for, each granted by the server's owner. */
export const ABILITIES = {
  network: 'fetch of public addresses, made by the server',
  files: 'a folder of its own to read and write',
  frontend: "scripts that run in the browser of whoever opens the studio, with that person's rights",
} as const

export type Ability = keyof typeof ABILITIES

export const AbilityName = Type.Union(
  [Type.Literal('network'), Type.Literal('files'), Type.Literal('frontend')],
  {
    description: Object.entries(ABILITIES)
      .map(([name, what]) => `\`${name}\`: ${what}`)
      .join('; '),
  },
)

const Text = Type.String({ maxLength: 2000 })
const Path = Type.String({
  pattern: '^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$',
  maxLength: 200,
})

/** What a plugin says of itself, in its `plugin.json`. */
export const Manifest = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 60 }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
  version: Type.String({ minLength: 1, maxLength: 100 }),
  description: Type.String({ maxLength: 2000, default: '' }),
  schema_version: Type.Literal(1, { default: 1 }),
  homepage: Type.Optional(Type.String({ pattern: '^https?://', maxLength: 500 })),
  chapters: Type.Array(Text, { default: [], maxItems: 100 }),
  lessons: Type.Array(Text, { default: [], maxItems: 100 }),
  abilities: Type.Array(AbilityName, { default: [] }),
  limits: Type.Object(
    {
      seconds: Type.Integer({ default: 60, minimum: 1, maximum: 3600 }),
      megabytes: Type.Integer({ default: 512, minimum: 128, maximum: 8192 }),
    },
    { default: {} },
  ),
  content: Type.Object(
    {
      nodes: Type.String({ default: 'nodes', ...Path }),
      presets: Type.String({ default: 'presets', ...Path }),
      examples: Type.String({ default: 'examples', ...Path }),
    },
    { default: {} },
  ),
  frontend: Type.Optional(
    Type.Object({
      entry: Type.String({
        pattern: '^frontend/([A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.m?js$',
      }),
    }),
  ),
})

export type Manifest = Static<typeof Manifest>

/**
 * The manifest of a package: its `plugin.json`, or what its `package.json` says under `nodeyard`, with name, version,
 * description and homepage from around it.
 *
 * @throws Fault `validation_failed` that names the file and what is wrong in it
 */
export function readManifest(files: PackageFiles): Manifest {
  const own = files.get('plugin.json')
  if (own) return checkManifest(parse(own, 'plugin.json'), 'plugin.json')
  const npm = files.get('package.json')
  const around = npm ? parse(npm, 'package.json') : {}
  if (typeof around.nodeyard !== 'object' || around.nodeyard === null) {
    throw bad('there is no plugin.json, and no "nodeyard" in a package.json')
  }
  const { name, version, description, homepage } = around
  const id = typeof name === 'string' ? name.replace(/^@[^/]*\//, '') : undefined
  const said = { id, name, version, description, homepage, ...around.nodeyard }
  const known = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return checkManifest(known, 'package.json')
}

export function checkManifest(given: Record<string, unknown>, file: string): Manifest {
  const manifest = Value.Default(Manifest, structuredClone(given))
  const [first] = Value.Errors(Manifest, manifest)
  if (first) throw bad(`${file} ${first.instancePath || '/'}: ${first.message}`)
  return Value.Clean(Manifest, manifest) as Manifest
}

function parse(bytes: Uint8Array, file: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>
    }
  } catch {}
  throw bad(`${file} is no JSON object`)
}

const bad = (message: string) => new Fault('validation_failed', `the plugin cannot be used: ${message}`)
