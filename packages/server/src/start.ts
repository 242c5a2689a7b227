import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { buildServer } from './app.ts'
import { ConfigError, loadConfig } from './config.ts'

/** How long requests in flight may take to finish once the server was told to stop. */
const STOP_MS = 10_000

/** Starts the server as the environment says, and stops it on SIGTERM or SIGINT. */
export async function start(): Promise<void> {
  const config = readConfig()
  const log = pino({
    level: config.logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  })
  const { app, deps, adminKeyFile, setupToken } = await buildServer(config, log)
  const leave = (code: number) => {
    // A thread that is lost in a model would make `exit` wait for it for ever.
    if (deps.serving.isStuck) process.kill(process.pid, 'SIGKILL')
    process.exit(code)
  }
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping')
    setTimeout(() => leave(1), STOP_MS).unref()
    app.close().then(
      () => leave(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop cleanly')
        leave(1)
      },
    )
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    fail(`port ${config.port} of ${config.host} is taken by another program: set PORT to a free one`)
  })
  const { address, family, port } = app.addresses()[0] as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  if (adminKeyFile) console.log(`The administrator's API key is in ${adminKeyFile}`)
  const url = config.publicUrl ?? `http://${host}:${port}`
  // Behind the #, where no log and no proxy sees it.
  if (setupToken) console.log(`Choose the administrator's password at ${url}/sign-in#setup=${setupToken}`)
  console.log(`Nodeyard ready at ${url}`)
}

function readConfig() {
  try {
    return loadConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) fail(error.message)
    throw error
  }
}

function fail(message: string): never {
  console.error(`Nodeyard cannot start: ${message}`)
  process.exit(1)
}
