import { answerOf, type Connection } from '../client.ts'
import type { operations } from '../generated/marketplace.gen.ts'
import type { Model } from './kinds.ts'

export type NewModel = operations['createModel']['requestBody']['content']['application/json']

/**
 * Adds a model without a revision, seen by its owner's members until it is made public.
 *
 * @throws ApiError `already_exists`, `validation_failed`
 *
 * @example
 * await createModel(yard, { slug: 'grasp-policy', name: 'Grasp Policy', task: 'manipulation', framework: 'onnx', license: 'MIT' })
 */
export function createModel(server: Connection, model: NewModel): Promise<Model> {
  return answerOf(server.marketplace.POST('/v1/models', { body: model }))
}
