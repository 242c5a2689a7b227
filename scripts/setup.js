// Makes sure that what the other scripts need is installed. It is the first thing `npm start` and `npm test`
// run, on whatever Node the machine has; what comes after it in a script names the Node 24 that this
// installs by its path, since a shell that has found one `node` looks for no other. Plain JavaScript, no
// imports that are not Node's own.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(`Nodeyard needs Node 20 or newer to install itself; this is ${process.version}.`)
  process.exit(1)
}

/** npm touches its own copy of the lock file at the end of every install. */
function isInstalled() {
  const changed = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return (
    changed('node_modules/.package-lock.json') >= changed('package-lock.json') &&
    changed('node_modules/.bin/node') > 0
  )
}

if (!isInstalled()) {
  console.error('Installing what Nodeyard needs (once)…')
  const npm = process.env.npm_execpath
  const command = npm ? [process.execPath, npm] : ['npm']
  const { status } = spawnSync(
    command[0],
    [...command.slice(1), 'ci', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
    },
  )
  if (status !== 0) process.exit(status ?? 1)
}
