// Asks every route of a surface for things it did not expect, from its own OpenAPI document, and wants an
// answer that the document declares: never a 5xx, never a body of another shape.
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { arbitraryOf, nastyText } from './lib/arbitrary.ts'
import { isMain, readArguments } from './lib/arguments.ts'
import { listOperations, type NamedOperation, type OpenApi } from './lib/openapi.ts'
import { makeDataFolder, removeFolder, startServerProcess } from './lib/server-process.ts'
import { stockYard, type Yard } from './lib/yard.ts'

interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** Routes that call servers of others with what they are sent: nobody else is to be fuzzed. */
const OUTSIDE = new Set(['chatWithModel', 'listLanguageModels'])

/** Sends `count` requests to a surface; answers what was wrong, each with the request that showed it. */
export async function fuzzSurface(
  yard: Yard,
  surface: string,
  count: number,
  seed: number,
): Promise<string[]> {
  const document = (await (await fetch(`${yard.url}/openapi/${surface}.json`)).json()) as OpenApi
  const checkBody = bodyChecker(document)
  const operations = listOperations(document).filter(
    ({ operation }) => !OUTSIDE.has(operation.operationId ?? ''),
  )
  const wrong: string[] = []
  // Every operation gets its share, in turn, so that a small count still visits them all.
  const samples = operations.map((operation, index) =>
    fc.sample(requestTo(document, operation, yard), {
      seed: seed + index,
      numRuns: Math.ceil(count / operations.length),
    }),
  )
  for (let turn = 0; turn < Math.ceil(count / operations.length); turn++) {
    await Promise.all(
      operations.map(async ({ operation, method, path }, index) => {
        const request = samples[index]![turn]!
        const problem = await send(yard, request, (status, type, body) =>
          checkBody(operation, status, type, body),
        )
        if (problem) wrong.push(`${method} ${path}: ${problem}\n  ${JSON.stringify(request).slice(0, 1500)}`)
      }),
    )
    if (wrong.length >= 20) break
  }
  return wrong
}

function requestTo(
  document: OpenApi,
  { method, path, operation }: NamedOperation,
  yard: Yard,
): fc.Arbitrary<Request> {
  const parameters = operation.parameters ?? []
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const pathValues = fc.record(
    Object.fromEntries(
      inPath.map(({ name }) => {
        const known = yard.values[name] ?? []
        return [
          name,
          known.length > 0
            ? fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...known) }, nastyText)
            : nastyText,
        ]
      }),
    ),
  )
  const queryValues = fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, arbitraryOf(document, schema)])),
    { requiredKeys: [] },
  )
  const schema = operation.requestBody?.content['application/json']?.schema
  const json = schema ? arbitraryOf(document, schema) : fc.jsonValue({ maxDepth: 2 })
  const body = operation.requestBody
    ? fc.oneof(
        {
          weight: 12,
          arbitrary: json.map((value) => ({ type: 'application/json', text: JSON.stringify(value) })),
        },
        { weight: 1, arbitrary: nastyText.map((text) => ({ type: 'application/json', text })) },
        { weight: 1, arbitrary: nastyText.map((text) => ({ type: 'text/plain', text })) },
        { weight: 1, arbitrary: fc.constant(undefined) },
      )
    : fc.constant(undefined)
  return fc.tuple(pathValues, queryValues, body).map(([values, query, content]) => ({
    method,
    path: fill(path, values as Record<string, string>) + toQuery(query),
    headers: content ? { 'content-type': content.type } : {},
    body: content?.text,
  }))
}

/** A client takes `.` and `..` out of an address before it asks, whichever way they are written. */
const encode = (text: string) => encodeURIComponent(/^\.{1,2}$/.test(text) ? `${text}_` : text.toWellFormed())

const fill = (path: string, values: Record<string, string>) =>
  path.replace(/\{([^}]+)\}/g, (_all, name: string) => encode(values[name] ?? 'x').slice(0, 4000))

function toQuery(query: object): string {
  const parts = Object.entries(query)
    .flatMap(([name, value]) => (Array.isArray(value) ? value.map((item) => [name, item]) : [[name, value]]))
    .map(
      ([name, value]) =>
        `${name}=${encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))}`,
    )
  return parts.length > 0 ? `?${parts.join('&')}` : ''
}

type Check = (status: number, type: string, body: string) => string | undefined

async function send(
  yard: Yard,
  { method, path, headers, body }: Request,
  check: Check,
): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(30_000)
  const response = await fetch(yard.url + path, {
    method,
    redirect: 'manual',
    signal: timeout,
    headers: { authorization: `Bearer ${yard.key}`, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const type = response.headers.get('content-type') ?? ''
  // A followed log has no end.
  if (type.startsWith('text/event-stream')) await response.body?.cancel()
  const text = type.startsWith('text/event-stream') ? '' : await response.text()
  if (response.status >= 500) return `answered ${response.status}: ${text.slice(0, 300)}`
  return check(response.status, type, text)
}

/** Checks answers against the document; compiled schemas are kept. */
function bodyChecker(document: OpenApi) {
  const ajv = new Ajv2020.default({ strict: false, allErrors: false })
  addFormats.default(ajv)
  ajv.addSchema({ $id: 'document', ...document }, 'document')
  const compiled = new Map<object, (value: unknown) => boolean>()
  return (
    operation: NamedOperation['operation'],
    status: number,
    type: string,
    body: string,
  ): string | undefined => {
    const response =
      operation.responses[status] ??
      operation.responses[`${Math.floor(status / 100)}XX`] ??
      operation.responses.default
    if (!response) return `answered ${status}, which its document does not declare: ${body.slice(0, 200)}`
    const schema = response.content?.['application/json']?.schema
    if (!schema || !type.includes('json')) return undefined
    let validate = compiled.get(schema)
    if (!validate) {
      validate = ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')),
      ) as (value: unknown) => boolean
      compiled.set(schema, validate)
    }
    if (validate(JSON.parse(body))) return undefined
    return `answered ${status} with a body that is not its schema's: ${body.slice(0, 300)}`
  }
}

if (isMain('fuzz')) {
  const { rounds, seed } = readArguments({ rounds: 10_000 })
  const folder = await makeDataFolder()
  const server = await startServerProcess(
    folder,
    process.env.DATABASE_URL ? { DATABASE_URL: process.env.DATABASE_URL } : {},
  )
  const yard = await stockYard(server.url, server.key)
  let failed = 0
  for (const surface of ['marketplace', 'registry', 'studio', 'grid', 'machines']) {
    const wrong = await fuzzSurface(yard, surface, rounds, seed)
    failed += wrong.length
    console.log(`${surface}: ${rounds} requests, ${wrong.length} wrong answers (seed ${seed})`)
    for (const line of wrong) console.log(line)
  }
  await server.stop()
  await removeFolder(folder)
  process.exit(failed > 0 ? 1 : 0)
}
