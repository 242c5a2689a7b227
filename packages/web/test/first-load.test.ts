import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const assets = `${dist}assets/`

/** Kilobytes of compressed JavaScript that Explore may need until it is there. */
const MOST_KB = 200

/** What a chunk imports by itself: not what it would fetch later. */
const importsOf = (name: string) =>
  [...readFileSync(assets + name, 'utf8').matchAll(/(?:from|import)\s?"\.\/([\w.-]+\.js)"/g)].map(
    (match) => match[1]!,
  )

const compressed = (name: string) =>
  readFileSync(existsSync(`${assets}${name}.br`) ? `${assets}${name}.br` : assets + name).length

test('Explore is there after 200 kB of JavaScript at most', () => {
  const page = readFileSync(`${dist}index.html`, 'utf8')
  const waiting = [...page.matchAll(/\/assets\/([\w.-]+\.js)/g)].map((match) => match[1]!)
  const explore = readdirSync(assets).find((name) => /^ExplorePage-.*\.js$/.test(name))
  assert.ok(waiting.length > 0 && explore)
  waiting.push(explore)
  const needed = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (needed.has(name)) continue
    needed.add(name)
    waiting.push(...importsOf(name))
  }
  const kilobytes = [...needed].reduce((sum, name) => sum + compressed(name), 0) / 1000
  assert.ok(kilobytes > 50, `${kilobytes} kB cannot be all of it`)
  assert.ok(kilobytes <= MOST_KB, `${kilobytes} kB`)
  // Charts and Markdown come with the pages that show some.
  assert.deepEqual(
    [...needed].filter((name) => /^(?:chart|markdown|palette)-/.test(name)),
    [],
  )
})
