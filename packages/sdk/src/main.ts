import { runCli } from './cli.ts'

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping.abort()
    // What is under way may clean up after itself, but not for long; a second signal ends at once.
    setTimeout(() => process.exit(130), 1000).unref()
  })
}
// Whoever reads us may stop reading: `nodeyard model list | head -1`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stopping.signal,
})
