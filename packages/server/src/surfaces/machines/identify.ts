import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../../deps.ts'
import { requireScope } from '../../domain/accounts/scopes.ts'
import type { MachineOwner } from '../../domain/machines/owner.ts'
import { networkOf } from '../../http/rate-limits.ts'
import { settle } from '../../http/settle.ts'

declare module 'fastify' {
  interface FastifyRequest {
    machineOwner: MachineOwner
  }
}

const header = (description: string) => Type.Optional(Type.String({ maxLength: 1000, description }))

/** The headers of a signed request, for the document; they are checked by `identify`. */
export const SignatureHeaders = Type.Object({
  'x-chutes-hotkey': header('The SS58 address of the key that signs.'),
  'x-chutes-nonce': header('The time in seconds since 1970, at most 600 from ours.'),
  'x-chutes-signature': header('64 bytes in hex: the sr25519 signature of `hotkey:nonce:X`.'),
})

/**
 * Finds out who asks: whoever signed the request, or the holder of an API key with `machines:write`. A hook
 * for `preValidation`: the body is there, and its fields are not looked at yet.
 *
 * @param whatOf what must have been signed: a purpose, or the hash of the body
 */
export function identify({ machines }: Deps, whatOf: (request: FastifyRequest) => string) {
  function find(request: FastifyRequest): void | Promise<void> {
    const { maybeCaller, headers } = request
    const [hotkey, nonce, signature] = ['hotkey', 'nonce', 'signature'].map((name) => {
      const value = headers[`x-chutes-${name}`]
      return typeof value === 'string' ? value : undefined
    })
    const isSigned = hotkey !== undefined || nonce !== undefined || signature !== undefined
    if (maybeCaller && !isSigned) {
      requireScope(maybeCaller.scopes, 'machines:write')
      request.machineOwner = { accountId: maybeCaller.account.id, hotkey: undefined }
      return
    }
    const check = machines.signatures.check({
      hotkey,
      nonce,
      signature,
      address: networkOf(request.ip),
      // The hash is computed last: what is refused before it costs none.
      get what() {
        return whatOf(request)
      },
    })
    return check.then(({ accountId, address }) => {
      request.machineOwner = { accountId, hotkey: address }
    })
  }

  return (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void =>
    settle(() => find(request), done)
}
