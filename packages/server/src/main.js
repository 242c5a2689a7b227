// Plain JavaScript: an older Node reads it too and is told apart, and a newer one need not load its TypeScript
// parser for this one file, before what was parsed earlier is at hand.
import module from 'node:module'

const OLDEST = 24

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  console.error(
    `Nodeyard cannot start: it needs Node ${OLDEST} or newer, and this is ${process.version}. ` +
      '`npm start` runs it on the one it brings along.',
  )
  process.exit(1)
}

// Before anything else is imported: they make it half as long to load the server's files.
await import('./quick-imports.js')
const { directory } = module.enableCompileCache()
// Worker threads look there for it; without, each of them loads that parser.
if (directory) process.env.NODE_COMPILE_CACHE ??= directory

const { start } = await import('./start.ts')
await start()
