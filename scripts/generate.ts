// Writes packages/sdk/src/generated from the server's own OpenAPI documents: `npm run generate` after a route
// has changed. `npm run generate -- --check` writes nothing and fails when the files are out of date.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { buildServer } from '../packages/server/src/app.ts'
import { loadConfig } from '../packages/server/src/config.ts'

const sdk = fileURLToPath(new URL('../packages/sdk/', import.meta.url))
const isCheck = process.argv.includes('--check')

/** openapi-typescript needs the JavaScript API that TypeScript 7 no longer has: the sdk keeps a 5 for it. */
const { default: openapiTypescript, astToString } = createRequire(join(sdk, 'package.json'))(
  'openapi-typescript',
) as typeof import('../packages/sdk/node_modules/openapi-typescript/dist/index.mjs')

const dataFolder = mkdtempSync(join(tmpdir(), 'nodeyard-generate-'))
const { app } = await buildServer(
  loadConfig({ NODEYARD_DATA: dataFolder, LOG_LEVEL: 'fatal' }),
  pino({ level: 'fatal' }),
)
const stale: string[] = []
try {
  for (const surface of ['marketplace', 'registry', 'studio', 'grid', 'machines']) {
    const document = (await app.inject(`/openapi/${surface}.json`)).json()
    const types = astToString(await openapiTypescript(document, { defaultNonNullable: false }))
    const text = `// Made by \`npm run generate\` from /openapi/${surface}.json. Do not edit.\n${types}`
    const file = join(sdk, `src/generated/${surface}.gen.ts`)
    if (readOr(file, '') === text) continue
    stale.push(`packages/sdk/src/generated/${surface}.gen.ts`)
    if (!isCheck) writeFileSync(file, text)
  }
} finally {
  await app.close()
  rmSync(dataFolder, { recursive: true, force: true })
}
if (isCheck && stale.length > 0) {
  console.error(`Out of date: ${stale.join(', ')}. Run: npm run generate`)
  process.exit(1)
}
console.log(stale.length > 0 ? `wrote ${stale.join(', ')}` : 'up to date')

function readOr(file: string, otherwise: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return otherwise
  }
}
