import { create } from 'zustand'

const KEY = 'nodeyard-tour'

interface Kept {
  isOpen: boolean
  /** Milliseconds since 1970. */
  startedAt: number
  /** What was there before, once that is known: it does not count. */
  before: string[] | null
  hasOpened: boolean
  endedAt: number | null
}

interface Tour extends Kept {
  /** Opens it where it was left, or at its start. */
  show(): void
  begin(): void
  close(): void
  change(changes: Partial<Kept>): void
}

function read(): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** How far the first steps are, kept in this browser. */
export const useTour = create<Tour>((set, get) => {
  const kept = read()
  let hasBegun = kept !== undefined
  const change = (changes: Partial<Kept>) => {
    hasBegun = true
    set(changes)
    const { isOpen, startedAt, before, hasOpened, endedAt } = get()
    localStorage.setItem(KEY, JSON.stringify({ isOpen, startedAt, before, hasOpened, endedAt }))
  }
  return {
    isOpen: false,
    startedAt: Date.now(),
    before: null,
    hasOpened: false,
    endedAt: null,
    ...kept,
    change,
    show() {
      if (hasBegun && get().endedAt === null) change({ isOpen: true })
      else get().begin()
    },
    begin: () =>
      change({ isOpen: true, startedAt: Date.now(), before: null, hasOpened: false, endedAt: null }),
    close: () => change({ isOpen: false }),
  }
})
