interface Named {
  sha256: string
}

/**
 * Walks two lists that are in the order of their names, side by side: pairs of what has the same name, with
 * undefined where only one list has it. Memory does not grow with the lists.
 */
export async function* mergeByName<Left extends Named, Right extends Named>(
  lefts: AsyncIterable<Left>,
  rights: AsyncIterable<Right>,
): AsyncGenerator<[Left, Right | undefined] | [undefined, Right]> {
  const others = rights[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await others.next()
    return done ? undefined : (value as Right)
  }
  let right = await next()
  for await (const left of lefts) {
    for (; right && right.sha256 < left.sha256; right = await next()) yield [undefined, right]
    const isPair = right?.sha256 === left.sha256
    yield [left, isPair ? right : undefined]
    if (isPair) right = await next()
  }
  for (; right; right = await next()) yield [undefined, right]
}
