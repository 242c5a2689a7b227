import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Makes a function of one item from one of many: what arrives within a moment, and while the batch before is
 * being written, is written together. Each call ends with its batch.
 */
export function inBatches<Item>(
  write: (items: Item[]) => Promise<unknown>,
  { lingerMs, most }: { lingerMs: number; most: number },
) {
  let waiting: { item: Item; done: () => void; failed: (error: unknown) => void }[] = []
  let isWriting = false

  async function writeAll() {
    isWriting = true
    while (waiting.length > 0) {
      if (waiting.length < most) await sleep(lingerMs)
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      try {
        await write(batch.map(({ item }) => item))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    isWriting = false
  }

  return (item: Item): Promise<void> =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed })
      if (!isWriting) void writeAll()
    })
}
