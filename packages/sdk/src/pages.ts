interface Page<Item> {
  items: Item[]
  next_cursor: string | null
}

/** Every item of a list that comes in pages, asked for as they are needed. */
export async function* everyItem<Item>(
  getPage: (cursor: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void> {
  let cursor: string | undefined
  do {
    const page = await getPage(cursor)
    yield* page.items
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
}

/** The query of a page: a cursor is left out where there is none. */
export const pageQuery = (cursor: string | undefined) => ({
  limit: 100,
  ...(cursor === undefined ? {} : { cursor }),
})

/** The first `count` of them. */
export async function take<Item>(items: AsyncIterable<Item>, count = Infinity): Promise<Item[]> {
  const taken: Item[] = []
  if (count <= 0) return taken
  for await (const item of items) {
    taken.push(item)
    if (taken.length >= count) break
  }
  return taken
}
