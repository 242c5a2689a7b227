import { buffer } from 'node:stream/consumers'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../domain/accounts/caller.ts'
import { deleteModel } from '../../domain/partners/delete-model.ts'
import { takeModelFile } from '../../domain/partners/download-model.ts'
import { authenticateOnGrid } from '../../domain/partners/grid-sign-in.ts'
import { listGridModels } from '../../domain/partners/list-grid-models.ts'
import { addPartner } from '../../domain/partners/partners.ts'
import { forgetAdmissions, runModel } from '../../domain/partners/run-model.ts'
import { Fault } from '../../fault.ts'
import { newRequestId } from '../../ids.ts'
import { hostModel } from './host-model.ts'
import { type Fields, textField } from './read-form.ts'

/** One connection. */
export interface Speaker {
  caller: Caller | undefined
  address: string
  requestId: string
  /** Aborted when the client has gone. */
  signal: AbortSignal
}

type AnswerFrame = (deps: Deps, speaker: Speaker, fields: Fields) => Promise<object>

/** A model at least this large, in bytes, is fetched over HTTP. */
const MOST_DOWNLOAD_BYTES = 64 * 1024 * 1024

/** Frames that nobody needs an account for. */
export const OPEN_TO_ALL: ReadonlySet<string> = new Set(['get-id', 'authentication', 'socket-ping'])

/** What can be said on a socket, by the frame's `type`. */
export const SPOKEN: Record<string, AnswerFrame> = {
  async 'get-id'({ grid }) {
    return { id: grid.id }
  },

  async 'socket-ping'() {
    return { alive: 'True' }
  },

  async authentication({ grid }, speaker, fields) {
    const username = textField(fields, 'username')
    const password = textField(fields, 'password')
    try {
      speaker.caller = await authenticateOnGrid(grid, { username, password, address: speaker.address })
    } catch (error) {
      if (error instanceof Fault && error.code !== 'rate_limited') {
        return { error: 'Invalid username/password!' }
      }
      throw error
    }
    return { success: 'True', id: `${speaker.caller.account.slug}_${grid.id}` }
  },

  async 'connect-node'({ grid }, { caller }, fields) {
    const [id, address] = [textField(fields, 'id'), textField(fields, 'address')]
    await addPartner(grid, caller, { kind: 'connected', id, address, node_key: null })
    return { status: 'Succesfully connected.' }
  },

  async 'host-model'(deps, { caller }, fields) {
    return hostModel(deps, caller, fields)
  },

  async 'run-inference'({ grid }, { caller, signal }, fields) {
    const prediction = await runModel(grid, caller, textField(fields, 'model_id'), {
      // One for each frame: the connection's own is one for all of them.
      id: newRequestId().replace('req_', 'inv_'),
      data: textField(fields, 'data'),
      encoding: textField(fields, 'encoding'),
      signal,
    })
    return { success: true, status: true, prediction }
  },

  async 'list-models'({ database }, { caller }) {
    const models = await listGridModels(database, caller)
    return { success: true, models: models.map(({ id }) => id) }
  },

  async 'delete-model'({ grid }, { caller }, fields) {
    await deleteModel(grid, caller, textField(fields, 'model_id'))
    forgetAdmissions(grid)
    return { success: true, message: 'Model deleted with success!' }
  },

  async 'download-model'({ grid, blobs }, { caller }, fields) {
    const file = await takeModelFile(grid, caller, textField(fields, 'model_id'))
    if (file.size >= MOST_DOWNLOAD_BYTES) return { success: false }
    const bytes = await buffer(blobs.read(file.sha256))
    return { serialized_model: bytes.toString('latin1') }
  },
}
