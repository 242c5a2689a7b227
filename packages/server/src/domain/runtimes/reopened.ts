/** Something open in a worker or process that may end, and is then opened anew when it is next asked for. */
export interface Reopened<T> {
  /** What is open; callers that find it gone share one opening. A failed opening is tried again by the next. */
  get(): Promise<T>
  /** What was opened last, if it is still there. */
  last(): Promise<T | undefined>
}

export function reopened<T>(first: T, open: () => Promise<T>, isGone: (opened: T) => boolean): Reopened<T> {
  let current: Promise<T> | undefined = Promise.resolve(first)
  const get = async (): Promise<T> => {
    current ??= open()
    const asked = current
    // Whoever finds it wanting first has it opened anew; the others must not undo that.
    const forget = () => {
      if (current === asked) current = undefined
    }
    const opened = await asked.catch((error: unknown) => {
      forget()
      throw error
    })
    if (!isGone(opened)) return opened
    forget()
    return get()
  }
  return {
    get,
    async last() {
      const opened = await current?.catch(() => undefined)
      return opened === undefined || isGone(opened) ? undefined : opened
    },
  }
}
