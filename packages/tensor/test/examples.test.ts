import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import * as formats from '../src/formats/index.ts'
import * as T from '../src/index.ts'
import { writeExampleFiles } from './example-files.ts'
import { docstringExamples, type Example, pageExamples, pages } from './examples.ts'

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>

const quiet = { ...console, log: () => {} }

/** What an example says a line gives, `expression // value`, as a check of it. */
function checked(code: string): string {
  const lines = code.split('\n').map((line) => {
    const [, indent, expression, comment] = /^(\s*);?(\S.*?)\s+\/\/ (.+)$/.exec(line) ?? []
    if (comment === undefined || /^(const|let|return|if|for|import)\b/.test(expression!)) return line
    try {
      JSON.parse(comment)
    } catch {
      return line
    }
    return `${indent};await expect((${expression}), ${comment}, ${JSON.stringify(line)})`
  })
  return lines.join('\n')
}

const plain = async (made: unknown): Promise<unknown> => {
  if (made instanceof T.Tensor) return await made.tolist()
  return ArrayBuffer.isView(made) ? Array.from(made as unknown as ArrayLike<unknown>, Number) : made
}

const isSame = (a: unknown, b: unknown): boolean => {
  if (typeof a === 'number' && typeof b === 'number') return Math.abs(a - b) <= 6e-5 + 1e-5 * Math.abs(b)
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((one, i) => isSame(one, b[i]))
}

async function expect(made: unknown, expected: unknown, line: string): Promise<void> {
  const value = await plain(await made)
  assert(isSame(value, expected), `${line.trim()}: got ${JSON.stringify(value)}`)
}

async function run({ code }: Example): Promise<void> {
  const scope = { ...formats, ...T, expect, console: quiet }
  const script = stripTypeScriptTypes(`async () => {\n${checked(code)}\n}`)
  const make = new AsyncFunction(...Object.keys(scope), `return (${script.replace(/;\s*$/, '')})()`)
  await make(...Object.values(scope))
}

// Examples that read files find these.
const folder = mkdtempSync(join(tmpdir(), 'nodeyard-examples-'))
const home = process.cwd()
process.chdir(folder)
await writeExampleFiles()

const examples = docstringExamples(['src/formats/'])

test('every docstring example runs and gives what it says', async (t) => {
  assert(examples.length > 250, `${examples.length}`)
  for (const example of examples) await t.test(example.name, () => run(example))
})

test('every example of the pages runs and gives what it says', async (t) => {
  for (const example of pageExamples(pages())) await t.test(example.name, () => run(example))
})

test('everything public has an example', () => {
  const index = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8')
  const named = new Set(examples.map(({ name }) => name))
  for (const [, names, file] of index.matchAll(/export \{([^}]*)\} from '\.\/((?!onnx\/)[^']+)'/g)) {
    for (const name of names!.split(',').map((part) => part.trim())) {
      if (name === '' || name.startsWith('type ')) continue
      assert(named.has(`src/${file} ${name}`), `${name} of ${file} has no example`)
    }
  }
})

test.after(async () => {
  await T.defaultEngine().close()
  process.chdir(home)
  rmSync(folder, { recursive: true })
})
