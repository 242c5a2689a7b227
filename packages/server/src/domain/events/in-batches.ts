/**
 * Makes a function of one item from one of many: what arrives while a batch is being written makes the next.
 * Each call ends with its batch.
 */
export function inBatches<Item>(write: (items: Item[]) => Promise<unknown>, most = 1000) {
  let waiting: { item: Item; done: () => void; failed: (error: unknown) => void }[] = []
  let isWriting = false

  async function writeAll() {
    isWriting = true
    while (waiting.length > 0) {
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
