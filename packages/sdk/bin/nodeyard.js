#!/usr/bin/env node
// Plain JavaScript that any Node can read: it starts the CLI on a Node that is new enough, which on an older
// machine is the one that the npm package `node` has put beside us.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
// As a whole: older Nodes lack some of its names, and this file must load on them.
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST = 24

const major = Number(process.versions.node.split('.')[0])
if (major >= OLDEST) {
  module.enableCompileCache()
  // In the repository the sources run as they are; the published package has JavaScript in their place.
  const isSource = existsSync(fileURLToPath(new URL('../src/main.ts', import.meta.url)))
  await import(isSource ? '../src/main.ts' : '../main.js')
} else {
  const newer = findNewer()
  if (newer === undefined) {
    console.error(
      `nodeyard needs Node ${OLDEST} or newer; this is ${process.version}. Install it from https://nodejs.org, ` +
        `or put it beside nodeyard with: npm install node@${OLDEST}`,
    )
    process.exit(1)
  }
  const child = spawn(newer, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

/** The program of the npm package `node`, if that is installed and new enough. */
function findNewer() {
  const require = module.createRequire(import.meta.url)
  let manifest
  try {
    manifest = require.resolve('node/package.json')
  } catch {
    return undefined
  }
  const { version, bin } = require(manifest)
  const program = join(dirname(manifest), typeof bin === 'string' ? bin : bin.node)
  return Number(version.split('.')[0]) >= OLDEST && existsSync(program) ? program : undefined
}
