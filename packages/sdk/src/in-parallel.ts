/**
 * Does `work` on every item, at most `count` at a time, in their order. The first failure stops the rest from
 * being begun and is thrown once those under way have ended.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  count: number,
  work: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  const waiting = items.entries()
  let failure: { error: unknown } | undefined
  const worker = async () => {
    for (const [index, item] of waiting) {
      if (failure !== undefined) return
      await work(item, index).catch((error: unknown) => {
        failure ??= { error }
      })
    }
  }
  await Promise.all(Array.from({ length: count }, worker))
  if (failure !== undefined) throw failure.error
}
