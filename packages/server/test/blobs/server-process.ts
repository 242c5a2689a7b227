// A whole server as a process, to be killed: `server-process.ts <data folder> <database url or nothing> <port>`,
// forked by tests, which it tells the port it listens on.
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { buildServer } from '../../src/app.ts'
import { loadConfig } from '../../src/config.ts'

const [dataFolder, databaseUrl, port] = process.argv.slice(2) as [string, string, string]
const config = loadConfig({
  NODEYARD_DATA: dataFolder,
  DATABASE_URL: databaseUrl,
  NODEYARD_RATE_LIMITS: 'off',
  LOG_LEVEL: 'fatal',
})
const { app } = await buildServer(config, pino({ level: config.logLevel }))
await app.listen({ port: Number(port), host: '127.0.0.1' })
process.send!((app.server.address() as AddressInfo).port)
process.on('disconnect', () => process.exit())
