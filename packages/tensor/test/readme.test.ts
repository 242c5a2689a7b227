import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'

test("the README's first example runs", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme)!
  const file = new URL('./readme-example.ts', import.meta.url)
  writeFileSync(file, example.replace("'@nodeyard/tensor'", "'../src/index.ts'"))
  try {
    const { stdout, stderr, status } = spawnSync(process.execPath, [file.pathname], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    const losses = stdout.trim().split('\n').map(Number)
    assert.equal(losses.length, 10)
    assert(losses.every(Number.isFinite), stdout)
  } finally {
    rmSync(file)
  }
})
