import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Tensor } from '@nodeyard/tensor'
import { asTensor, type Case, numbersOf, type Recorded, readFixture, runKind, toTensors } from './run-kind.ts'

const TOLERANCE = 2e-5

/** A test for each recorded case of a category: outputs, steps and what became of the weights, as PyTorch has them. */
export function checkCases(category: string): void {
  const seen = new Map<string, number>()
  for (const recorded of readFixture<Case[]>(category)) {
    const count = (seen.get(recorded.kind) ?? 0) + 1
    seen.set(recorded.kind, count)
    const title = count > 1 ? `${recorded.kind} (${count})` : recorded.kind
    test(`${title} gives what PyTorch gives`, () => checkCase(recorded))
  }
}

async function checkCase({
  kind,
  params,
  inputs,
  outputs,
  state,
  isEval,
  steps,
  after,
}: Case): Promise<void> {
  const ran = await runKind(kind, {
    params,
    inputs: toTensors(inputs),
    ...(state && { state: toTensors(state) }),
    isEval: isEval === true,
    isVerbose: steps !== undefined,
  })
  const pairs: [where: string, found: Tensor, expected: Recorded][] = []
  for (const [port, expected] of Object.entries(outputs)) {
    pairs.push([port, asTensor(ran.outputs[port]), expected])
  }
  if (steps) {
    assert.deepEqual(
      ran.steps.map(({ name, tensors = {} }) => [name, Object.keys(tensors).sort()]),
      steps.map(({ name, tensors }) => [name, Object.keys(tensors).sort()]),
    )
    for (const [i, { name, tensors }] of steps.entries()) {
      for (const [part, expected] of Object.entries(tensors)) {
        pairs.push([`step ${name}, ${part}`, ran.steps[i]!.tensors![part]!, expected])
      }
    }
  }
  const left = ran.module?.stateDict() ?? {}
  for (const [name, expected] of Object.entries(after ?? {})) {
    pairs.push([`${name} afterwards`, left[name]!, expected])
  }
  const numbers = await numbersOf(pairs.map(([, found]) => found))
  for (const [i, [where, found, expected]] of pairs.entries())
    assertClose(where, found, numbers[i]!, expected)
}

/** Of one type and shape, and equal up to rounding. */
export function assertClose(
  where: string,
  found: Tensor,
  numbers: readonly number[],
  expected: Recorded,
): void {
  assert.deepEqual([found.dtype, ...found.shape], [expected.dtype, ...expected.shape], where)
  for (const [i, wanted] of expected.data.map(Number).entries()) {
    const off = Math.abs(numbers[i]! - wanted)
    assert.ok(
      Object.is(numbers[i], wanted) || off <= TOLERANCE * (1 + Math.abs(wanted)),
      `${where}: element ${i} is ${numbers[i]}, not ${wanted}`,
    )
  }
}
