import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'

/**
 * When the process ends, for whatever reason, Node stops its worker threads. One that is inside ONNX Runtime then
 * takes the process with it: the binding throws where nobody catches (`terminate called after throwing an instance of
 * 'Napi::Error'`), and in place of the exception that ended the process, or its exit code, there is an abort. So the
 * main thread, before it ends, waits until no thread is inside, and none gets in any more.
 */
const NAME = 'nodeyard.native-gate'
/** Longer than nearly every run; who runs longer is stopped all the same. */
const PATIENCE_MS = 5000
/** The words of the gate's memory, which all threads share. */
const [IS_ENDING, INSIDE] = [0, 1]

let known: Int32Array | undefined

function gate(): Int32Array {
  if (known) return known
  const given = getEnvironmentData(NAME) as SharedArrayBuffer | undefined
  known = new Int32Array(given ?? new SharedArrayBuffer(8))
  return known
}

/** To be called before a thread is started that uses ONNX Runtime; threads hand it on to those that they start. */
export function guardExit(): void {
  if (!isMainThread || getEnvironmentData(NAME) !== undefined) return
  setEnvironmentData(NAME, gate().buffer)
  process.on('exit', () => {
    const words = gate()
    Atomics.store(words, IS_ENDING, 1)
    const end = performance.now() + PATIENCE_MS
    for (let inside = Atomics.load(words, INSIDE); inside > 0; inside = Atomics.load(words, INSIDE)) {
      const left = end - performance.now()
      if (left <= 0) return
      Atomics.wait(words, INSIDE, inside, left)
    }
  })
}

/** Does what calls into ONNX Runtime; once the process is ending it never begins. */
export async function insideNative<T>(work: () => T | Promise<T>): Promise<T> {
  enter()
  try {
    return await work()
  } finally {
    leave()
  }
}

/** The same for what is done when it returns. */
export function insideNativeSync<T>(work: () => T): T {
  enter()
  try {
    return work()
  } finally {
    leave()
  }
}

function enter(): void {
  const words = gate()
  Atomics.add(words, INSIDE, 1)
  if (Atomics.load(words, IS_ENDING) === 1) {
    leave()
    // Until Node stops this thread.
    Atomics.wait(words, IS_ENDING, 1)
  }
}

function leave(): void {
  const words = gate()
  Atomics.sub(words, INSIDE, 1)
  Atomics.notify(words, INSIDE)
}
