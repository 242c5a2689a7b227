import { parentPort } from 'node:worker_threads'

const FOLDER = new URL('tasks/', import.meta.url)

parentPort!.on('message', async ({ task, argument }: { task: string; argument: unknown }) => {
  try {
    const { default: run } = (await import(new URL(`${task}.ts`, FOLDER).href)) as {
      default: (argument: unknown) => unknown
    }
    parentPort!.postMessage({ result: await run(argument) })
  } catch (error) {
    parentPort!.postMessage({ error: error instanceof Error ? error.message : String(error) })
  }
})
