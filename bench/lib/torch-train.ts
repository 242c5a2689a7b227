import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Timing {
  /** Median of the steps' times. */
  ms: number
  /** Processor time for each step, in milliseconds: what a busy machine cannot stretch. */
  cpu: number
  losses: number[]
}

/** PyTorch's side of bench/train.ts and bench/tensor.ts: it has written weights and batches into the folder when this returns. */
export async function startTorch(python: string, folder: string, threads: number) {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env
  const script = new URL('../peers/torch_train.py', import.meta.url).pathname
  const child = spawn(python, [script, folder, `${threads}`], {
    // The two left out slow its matrix products down where they are set; without the others its BLAS starts
    // threads of its own, which fight for the processors.
    env: {
      ...env,
      OMP_WAIT_POLICY: 'PASSIVE',
      OMP_NUM_THREADS: `${threads}`,
      OPENBLAS_NUM_THREADS: `${threads}`,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error('PyTorch has stopped; see its message above')
    return value as string
  }
  const { gflops } = JSON.parse(await next()) as { gflops: number }
  return {
    /** Speed of its matrix products: under 20, it has no BLAS worth comparing with. */
    gflops,
    /** Runs steps for so many seconds, and at least so many. */
    async time(command: {
      net: string
      seconds: number
      steps: number
      /** Answers without training: the first ten numbers of one instead of losses. */
      answers?: boolean
    }): Promise<Timing> {
      child.stdin.write(`${JSON.stringify(command)}\n`)
      return JSON.parse(await next()) as Timing
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}
