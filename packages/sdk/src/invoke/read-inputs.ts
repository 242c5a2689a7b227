import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Deployment } from '../deployments/create-deployment.ts'
import type { InputValue } from '../deployments/invoke.ts'
import { readNpyTensor } from './npy-tensor.ts'
import { pngTensor } from './png-tensor.ts'

/** Asked for when an input cannot be read without knowing what the model takes. */
type FindDeployment = () => Promise<Deployment>

/**
 * Reads inputs as the command line gives them: `name=@picture.png`, `name=@array.npy`, `name=@value.json`,
 * or `name=[[1, 2]]`. What is no JSON is a text.
 *
 * @throws Error naming the input that cannot be read
 */
export async function readInputs(
  pairs: readonly string[],
  findDeployment: FindDeployment,
): Promise<Record<string, InputValue>> {
  const inputs: Record<string, InputValue> = {}
  for (const pair of pairs) {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
    if (name === undefined) throw new TypeError(`"${pair}" is no input: write name=value or name=@file`)
    if (name in inputs) throw new TypeError(`input "${name}" was given twice`)
    inputs[name] = value.startsWith('@')
      ? await readFrom(value.slice(1), name, findDeployment)
      : readValue(value)
  }
  return inputs
}

async function readFrom(file: string, name: string, findDeployment: FindDeployment): Promise<InputValue> {
  const bytes = await readFile(file)
  try {
    switch (extname(file).toLowerCase()) {
      case '.json':
        return JSON.parse(bytes.toString('utf8'))
      case '.npy':
        return await readNpyTensor(bytes)
      case '.png':
        return pngTensor(bytes, await findImageSpec(name, findDeployment))
      default:
        throw new Error('only .png, .npy and .json can be read')
    }
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

function readValue(text: string): InputValue {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function findImageSpec(name: string, findDeployment: FindDeployment) {
  const { inputs } = await findDeployment()
  if (inputs === null) throw new Error('what the model takes is not known yet: wait until it is loaded')
  const input = inputs.find((one) => one.name === name)
  if (input === undefined) {
    throw new Error(`the model has no input "${name}"; it takes ${inputs.map((one) => one.name).join(', ')}`)
  }
  if (input.dtype === null || input.shape === null) throw new Error(`input "${name}" has no shape of its own`)
  return { dtype: input.dtype, shape: input.shape }
}
