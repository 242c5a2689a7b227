import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../../deps.ts'
import { actFor } from '../../domain/accounts/act-for.ts'
import { requireScope } from '../../domain/accounts/scopes.ts'
import type { SignedRequest } from '../../domain/machines/check-signature.ts'
import type { MachineOwner } from '../../domain/machines/owner.ts'
import { networkOf } from '../../http/rate-limits.ts'

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
export function identify({ machines, database }: Deps, whatOf: (request: FastifyRequest) => string) {
  return (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const signed = toSigned(request, whatOf)
    const isSigned = [signed.hotkey, signed.nonce, signed.signature].some((value) => value !== undefined)
    const { maybeCaller } = request
    if (maybeCaller && !isSigned) {
      requireScope(maybeCaller.scopes, 'machines:write')
      actFor(database.read, maybeCaller, ownerIn(request)).then((accountId) => {
        request.machineOwner = { accountId, hotkey: undefined }
        done()
      }, done)
      return
    }
    const refusal = machines.signatures.findRefusal(signed)
    if (refusal) {
      done(refusal)
      return
    }
    machines.signatures.check(signed).then(({ accountId, address }) => {
      request.machineOwner = { accountId, hotkey: address }
      done()
    }, done)
  }
}

/** For which account the holder of an API key asks, where the route takes that. */
function ownerIn({ query }: FastifyRequest): string | undefined {
  const { owner } = query as Record<string, unknown>
  return typeof owner === 'string' ? owner : undefined
}

function toSigned(request: FastifyRequest, whatOf: (request: FastifyRequest) => string): SignedRequest {
  const find = (name: string) => {
    const value = request.headers[`x-chutes-${name}`]
    return typeof value === 'string' ? value : undefined
  }
  return {
    hotkey: find('hotkey'),
    nonce: find('nonce'),
    signature: find('signature'),
    address: networkOf(request.ip),
    // The hash is computed last: what is refused before it costs none.
    get what() {
      return whatOf(request)
    },
  }
}
