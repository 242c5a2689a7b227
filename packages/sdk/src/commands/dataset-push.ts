import { resolve } from 'node:path'
import type { NewDataset } from '../assets/create-dataset.ts'
import { type PushedDataset, pushDataset } from '../assets/push-dataset.ts'
import { defineCommand, UsageError } from '../cli/command.ts'
import { tellPhases } from '../cli/progress.ts'
import { pushCommand, pushOptions } from '../cli/push-command.ts'
import { readTextFile } from '../cli/read-text-file.ts'
import { listFiles } from '../push/list-files.ts'
import { folderName, manifestName, readManifest } from '../push/read-manifest.ts'
import { resolveReference } from '../reference.ts'

const plain = pushCommand('dataset')

export default defineCommand({
  ...plain,
  details:
    `${plain.details}\n` +
    'With --license, --modality, --schema or --price each file becomes a shard: tables must keep the schema, which is\n' +
    'read from the first one where none is given. For example:\n' +
    'dataset push ./rows --license CC-BY-4.0 --modality rgb,action --schema ./schema.json --price 199',
  options: {
    ...pushOptions('dataset'),
    license: { type: 'string', value: 'id', summary: 'an SPDX identifier, for example CC-BY-4.0' },
    modality: { type: 'string', value: 'a,b,c', summary: 'what its samples consist of: rgb,depth,action' },
    schema: { type: 'string', value: 'file', summary: 'JSON: {"splits": […], "fields": {…}}' },
    price: { type: 'string', value: 'usd', summary: 'offer it for so many dollars, once it is there' },
  },
  async run(input, context) {
    const { license, modality, schema, price, version, 'skip-upload': isDry } = input.values
    if ([license, modality, schema, price].every((said) => said === undefined))
      return plain.run(input, context)
    if (isDry) throw new UsageError('--skip-upload goes without --license, --modality, --schema and --price.')
    const [folder = ''] = input.positionals
    const { fields } = await readManifest('dataset', folder)
    const ref = input.values.name ?? (fields.name as string | undefined) ?? folderName(folder)
    const { org, name } = await resolveReference(ref, 'dataset', context.org)
    const files = await listFiles(folder, { manifest: manifestName('dataset') })
    const tell = tellPhases(context.progress)
    return pushDataset(context.server, {
      org,
      name,
      files: files.filter(({ source }) => schema === undefined || resolve(source) !== resolve(schema)),
      version: version ?? (fields.version as string | undefined),
      isPublic: input.values.publish,
      price_usd: price,
      ...pick({ license: license ?? fields.license, summary: fields.summary }),
      ...(modality === undefined ? {} : { modality: modality.split(',').map((word) => word.trim()) }),
      ...(schema === undefined ? {} : { schema: await readSchema(schema) }),
      signal: context.signal,
      onProgress: ({ done, total }) => tell('Sending', done, total),
    })
  },
  show(result, input) {
    if (!isShards(result)) return plain.show(result, input)
    const { dataset, revision, shards, listing_id: listing } = result
    const sent = shards.filter(({ was_there }) => !was_there).length
    const offered = listing === null ? '' : `; offered as ${listing}`
    return `Pushed ${dataset}@${revision}: ${shards.length} shards, ${sent} sent${offered}`
  },
})

const isShards = (result: unknown): result is PushedDataset => 'shards' in (result as object)

/** What a manifest says as text. */
const pick = (said: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => typeof value === 'string'))

async function readSchema(file: string): Promise<NonNullable<NewDataset['schema']>> {
  const text = await readTextFile(file)
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(`${file} is no JSON`)
  }
}
