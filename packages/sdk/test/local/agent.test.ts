import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import {
  answerMessage,
  hashOf,
  hotkeyOf,
  isSignedBy,
  nonceNow,
  signAgentRequest,
} from '@nodeyard/tensor/proof'
import { serveAgent } from '../../src/machines/serve-agent.ts'

/** A server that answers everything in one way, until disposed of. */
async function listen(answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

test('an agent fetches a token from its own server only, for those whom it trusts', async () => {
  await using home = await listen((request, response) => {
    if (request.url === '/token') response.end('a token')
    else response.writeHead(302, { location: '/token' }).end()
  })
  await using elsewhere = await listen((_, response) => response.end('a secret'))
  const [key, owner, validator, stranger] = [hotkeyOf(), hotkeyOf(), hotkeyOf(), hotkeyOf()]
  const agent = await serveAgent({
    key,
    hotkey: owner.address,
    validators: [validator.address],
    devices: [],
    host: '127.0.0.1',
    port: 0,
    serverUrl: home.url,
  })
  const ask = async (tokenUrl: unknown, as = validator) => {
    const body = JSON.stringify({ token_url: tokenUrl })
    const nonce = nonceNow()
    const response = await fetch(`http://127.0.0.1:${agent.port}/remote_token`, {
      method: 'POST',
      body,
      headers: signAgentRequest(as, owner.address, hashOf(body), nonce),
    })
    const text = await response.text()
    const signature = response.headers.get('x-nodeyard-signature')
    if (response.ok) assert.ok(isSignedBy(key.address, answerMessage(key.address, nonce, text), signature!))
    return `${response.status} ${text}`
  }
  try {
    assert.equal(await ask(`${home.url}/token`), '200 a token')
    assert.equal(await ask(`${elsewhere.url}/token`), '400 {"detail":"not our server"}')
    assert.equal(await ask('no address'), '400 {"detail":"not our server"}')
    assert.equal(await ask(`${home.url}/moved`), '502 {"detail":"the server could not be reached"}')
    assert.equal(await ask(`${home.url}/token`, stranger), '401 {"detail":"go away"}')
  } finally {
    await agent.close()
  }
})
