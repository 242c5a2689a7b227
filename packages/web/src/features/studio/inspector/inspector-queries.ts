import { queryOptions } from '@tanstack/react-query'
import { ask } from '../../../app/api.ts'
import type { Nested } from './numbers.ts'
import type { Captured } from './outputs.ts'
import { MOST_ELEMENTS } from './slices.ts'

/** What runs gave is large: it is not kept once nobody looks at it. */
const BRIEFLY = { gcTime: 5000, staleTime: Number.POSITIVE_INFINITY, retry: false } as const

const pathOf = (runId: string, ...more: string[]) =>
  ['/api/execution/outputs', runId, ...more]
    .map((part, at) => (at === 0 ? part : encodeURIComponent(part)))
    .join('/')

/** @param stage changes when there may be more outputs */
export const outputsQuery = (runId: string, stage: string) =>
  queryOptions({
    queryKey: ['studio', 'outputs', runId, stage],
    queryFn: () => ask<Captured[]>(pathOf(runId)),
    ...BRIEFLY,
  })

export interface Value {
  type: string
  full_shape?: number[]
  dtype?: string
  sliced_shape?: number[]
  values?: Nested
  min?: number | null
  max?: number | null
  mean?: number | null
  value?: unknown
  length?: number
  repr?: string
  class?: string
  params?: number
  trainable?: number
}

export interface Address {
  runId: string
  nodeId: string
  port: string
}

export const valueQuery = ({ runId, nodeId, port }: Address, slice = '') =>
  queryOptions({
    queryKey: ['studio', 'value', runId, nodeId, port, slice],
    queryFn: () =>
      ask<Value>(
        `${pathOf(runId, nodeId, port)}?${new URLSearchParams({ slice, max_elements: String(MOST_ELEMENTS) })}`,
      ),
    ...BRIEFLY,
  })

export interface StepIndex {
  index: number
  name: string
  description: string
  scalars: Record<string, number>
  tensor_keys: string[]
}

export const stepsQuery = (runId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['studio', 'steps', runId, nodeId],
    queryFn: () => ask<StepIndex[]>(pathOf(runId, nodeId, '__steps_index')),
    ...BRIEFLY,
  })

export interface Gradient {
  port: string
  kind: 'port' | 'weight'
  health: {
    status: 'healthy' | 'vanishing' | 'exploding' | 'unknown'
    norm: number
    mean: number
    max: number
  }
}

export const gradientsQuery = (runId: string, nodeId: string) =>
  queryOptions({
    queryKey: ['studio', 'gradients', runId, nodeId],
    queryFn: () => ask<Gradient[]>(pathOf(runId, nodeId, '__grad_index')),
    ...BRIEFLY,
  })
