import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Logger, pino } from 'pino'
import { buildServer } from '../src/app.ts'
import { loadConfig } from '../src/config.ts'
import type { Deps } from '../src/deps.ts'
import { makeTestDatabase, type TestDatabase } from './test-database.ts'

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers without declaring their types.
  body: any
}

export interface CallOptions {
  method?: string
  key?: string | null
  headers?: Record<string, string>
}

export interface TestServer extends AsyncDisposable {
  url: string
  /** The administrator's key. */
  key: string
  deps: Deps
  dataFolder: string
  databaseUrl: string | undefined
  /** Asks with the administrator's key (or `key`; null for none); a body makes it a POST and is sent as JSON. */
  call(path: string, body?: unknown, options?: CallOptions): Promise<Answer>
  /** Ends the server and keeps its data, for a test that starts another on it. */
  stop(): Promise<void>
}

/** Starts a real server on a free port, with a database and a data folder of its own. */
export async function startServer(
  options: { environment?: Record<string, string>; on?: TestServer; log?: Logger } = {},
): Promise<TestServer> {
  const database: TestDatabase = options.on
    ? { dataFolder: options.on.dataFolder, databaseUrl: options.on.databaseUrl, remove: async () => {} }
    : await makeTestDatabase()
  const config = loadConfig({
    PORT: '0',
    NODEYARD_DATA: database.dataFolder,
    NODEYARD_RATE_LIMITS: 'off',
    LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'fatal',
    ...(database.databaseUrl ? { DATABASE_URL: database.databaseUrl } : {}),
    ...options.environment,
  })
  const { app, deps } = await buildServer(config, options.log ?? pino({ level: config.logLevel }))
  await app.listen({ port: 0, host: '127.0.0.1' })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const key = (await readFile(join(database.dataFolder, 'admin.key'), 'utf8')).trim()
  let isOpen = true
  const stop = async () => {
    if (isOpen) await app.close()
    isOpen = false
  }
  return {
    url,
    key,
    deps,
    dataFolder: database.dataFolder,
    databaseUrl: database.databaseUrl,
    stop,
    async call(
      path,
      body,
      { method = body === undefined ? 'GET' : 'POST', key: as = key, headers = {} } = {},
    ) {
      const response = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(as === null ? {} : { authorization: `Bearer ${as}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = /json/.test(response.headers.get('content-type') ?? '')
      return {
        status: response.status,
        headers: response.headers,
        body: isJson && text ? JSON.parse(text) : text,
      }
    },
    async [Symbol.asyncDispose]() {
      await stop()
      await database.remove()
    },
  }
}
