import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { nearest } from '../../src/cli/nearest.ts'
import { bytes, table } from '../../src/cli/table.ts'
import { ALIASES, COMMANDS } from '../../src/commands/index.ts'
import { callNodeyard, runNodeyard } from '../start-server.ts'

test('every command file is in the index, under its own name', async () => {
  const files = await readdir(new URL('../../src/commands/', import.meta.url))
  const names = files.filter((file) => file !== 'index.ts').map((file) => file.replace(/\.ts$/, ''))
  const spoken = [...COMMANDS.keys()].map((name) => name.replace(' ', '-'))
  // A file of `artifact-…` or `asset-…` is a command of models and of datasets, or of one of them.
  const found = names.flatMap((name) =>
    /^(?:artifact|asset)-/.test(name)
      ? ['model', 'dataset']
          .map((kind) => name.replace(/^(?:artifact|asset)/, kind))
          .filter((own) => spoken.includes(own))
      : [name],
  )
  assert.deepEqual(found.sort(), spoken.sort())
  for (const name of names.filter((own) => /^(?:artifact|asset)-/.test(own))) {
    assert.ok(
      spoken.some((own) => own === name.replace(/^(?:artifact|asset)/, 'model')),
      `${name} is used nowhere`,
    )
  }
  for (const [alias, name] of ALIASES) {
    assert.ok(COMMANDS.has(name), `${alias} stands for ${name}, which is no command`)
    assert.ok(!COMMANDS.has(alias))
  }
})

test('every command has help that says what it takes', async () => {
  const all = await callNodeyard(['--help'])
  assert.equal(all.code, 0)
  for (const [name, { usage, summary, options }] of COMMANDS) {
    assert.ok(all.stdout.includes(`  ${name}`) && all.stdout.includes(summary), name)
    assert.ok(summary.length <= 90 && !summary.endsWith('.'), `${name}: ${summary}`)
    for (const [option, { summary: said }] of Object.entries(options)) {
      assert.ok(said.length > 0 && !said.endsWith('.'), `${name} --${option}`)
    }
    assert.match(usage, /^(([<[][a-z=|-]+[>\]](\.\.\.)?)( |$))*$/, `${name}: ${usage}`)
  }
  const one = await callNodeyard(['keys', 'create', '--help'])
  assert.equal(one.code, 0)
  assert.match(one.stdout, /^Usage: nodeyard keys create \[options\]\n\nMake an API key\n/)
  assert.match(one.stdout, /--scope scope … {2,}what it may do/)
  const group = await callNodeyard(['org', '--help'])
  assert.match(group.stdout, /add-member <org> <user>/)
  assert.doesNotMatch(group.stdout, /keys create/)
  assert.equal((await callNodeyard(['help', 'keys', 'create'])).stdout, one.stdout)
})

test('what is not understood is 2, with what was meant', async () => {
  const wrong: [string[], RegExp][] = [
    [['keyss', 'list'], /unknown command keyss: did you mean keys\?/],
    [['keys', 'lsit'], /unknown command keys lsit: did you mean list\?/],
    [['keys'], /which command of keys\?/],
    [['whoami', '--jsno'], /unknown option --jsno: did you mean --json\?/],
    [['whoami', 'now'], /"now" is one argument too many/],
    [['org', 'members'], /<org> is missing/],
    [['whoami', '--url'], /--url/],
  ]
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await callNodeyard(args)
    assert.equal(code, 2, args.join(' '))
    assert.match(stderr, message)
    assert.match(stderr, /^nodeyard: .* See nodeyard .*--help\n$/)
    assert.equal(stdout, '')
  }
})

test('a server that is not there is one line with what to do', async () => {
  const { code, stderr } = await runNodeyard([
    'whoami',
    '--url',
    'http://127.0.0.1:2',
    '--api-key',
    'nd_test_x',
  ])
  assert.equal(code, 1)
  assert.equal(
    stderr,
    'nodeyard: could not reach http://127.0.0.1:2 (ECONNREFUSED). Start the server with: npm start\n',
  )
})

test('the nearest word is one that could have been meant', () => {
  const commands = ['push', 'pull', 'list', 'publish', 'unpublish', 'delete']
  assert.equal(nearest('psuh', commands), 'push')
  assert.equal(nearest('lst', commands), 'list')
  assert.equal(nearest('dleete', commands), 'delete')
  assert.equal(nearest('frobnicate', commands), undefined)
  assert.equal(nearest('', commands), undefined)
})

test('tables line up, and nothing in them can steer a terminal', () => {
  assert.equal(
    table([
      ['a', 1, null],
      ['long', true, ['x', 'y']],
    ]),
    'a     1\nlong  yes  x, y',
  )
  assert.equal(table([['\u001b[2Jname']]), '�[2Jname')
  assert.deepEqual([0, 1023, 1536, 200 * 1024 ** 2, 3 * 1024 ** 4].map(bytes), [
    '0 B',
    '1023 B',
    '1.5 KiB',
    '200 MiB',
    '3.0 TiB',
  ])
})
