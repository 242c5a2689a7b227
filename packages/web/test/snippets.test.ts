import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { connect, createDeployment, pushArtifact } from '@nodeyard/sdk'
import { startServer, type TestServer } from '../../server/test/start-server.ts'
import { curlSnippet, pythonSnippet, typescriptSnippet } from '../src/features/explore/model/snippets.ts'

const model = fileURLToPath(new URL('../../../examples/digits/model', import.meta.url))
const inputs = [{ name: 'image', dtype: 'float32', shape: ['batch', 1, 28, 28] }]

let server: TestServer
let deploymentId: string
before(async () => {
  server = await startServer()
  const yard = connect({ url: server.url, apiKey: server.key })
  await pushArtifact(yard, { kind: 'model', folder: model })
  deploymentId = (await createDeployment(yard, { model: 'admin/digits' })).id
})
after(() => server[Symbol.asyncDispose]())

/** What a pasted text prints. */
async function run(command: string, args: string[], text: string): Promise<string> {
  const child = spawn(command, args, {
    env: { ...process.env, NODEYARD_API_KEY: server.key },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += chunk))
  child.stderr.on('data', (chunk) => (printed += chunk))
  child.stdin.end(text)
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject))
  assert.equal(code, 0, printed)
  return printed
}

for (const isDeployed of [true, false]) {
  test(`snippets work as they are pasted, ${isDeployed ? 'with' : 'without'} a deployment`, async () => {
    const about = {
      origin: server.url,
      slug: 'admin/digits',
      revision: '1.0.0',
      deploymentId: isDeployed ? deploymentId : undefined,
      inputs,
    }
    const answers = await Promise.all([
      run('bash', ['-s'], curlSnippet(about)),
      run(process.execPath, ['--input-type=module-typescript', '-'], typescriptSnippet(about)),
      run('python3', ['-'], pythonSnippet(about)),
    ])
    for (const answer of answers) assert.match(answer, /probabilities/)
  })
}

test('small inputs are spelled out, and what is quoted stays quoted', async () => {
  const odd = [{ name: "o'clock", dtype: 'float32', shape: [1, 2] }]
  const about = { origin: server.url, slug: 'a/b', revision: '1.0.0', deploymentId: 'dep_x', inputs: odd }
  const echoed = await run('bash', ['-s'], curlSnippet(about).replace('curl ', 'printf "%s\\n" '))
  assert.match(echoed, /\{"input":\{"o'clock":\[\[0,0\]\]\}\}/)
})
