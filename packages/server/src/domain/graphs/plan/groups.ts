/**
 * Lists of numbers, one for each of 0 to size - 1, in two arrays: that of `i` is `members` from `starts[i]` to before
 * `starts[i + 1]`.
 */
export interface Groups {
  starts: Int32Array
  members: Int32Array
}

/** Sorts the places of a list by what stands there; those of the same number stay in order. */
export function groupPlaces(numbers: ArrayLike<number>, size: number): Groups {
  const starts = new Int32Array(size + 1)
  for (let i = 0; i < numbers.length; i++) starts[numbers[i]!]!++
  for (let i = 1; i <= size; i++) starts[i]! += starts[i - 1]!
  const members = new Int32Array(numbers.length)
  // What is now where a group ends becomes where it starts, as it is filled from behind.
  for (let i = numbers.length - 1; i >= 0; i--) members[--starts[numbers[i]!]!] = i
  return { starts, members }
}

/** One of the lists. */
export function membersAt({ starts, members }: Groups, number: number): number[] {
  const first = starts[number]!
  const list = new Array<number>(starts[number + 1]! - first)
  for (let i = 0; i < list.length; i++) list[i] = members[first + i]!
  return list
}
