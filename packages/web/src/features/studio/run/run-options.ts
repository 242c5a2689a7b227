import { create } from 'zustand'
import { type RunOptions, USUAL_OPTIONS } from './frames.ts'

const KEY = 'nodeyard.studio.run-options'

function read(): RunOptions {
  try {
    return { ...USUAL_OPTIONS, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<RunOptions>) }
  } catch {
    return USUAL_OPTIONS
  }
}

/** How graphs are run from this browser, until it is changed. */
export const useRunOptions = create<{ options: RunOptions; set(change: Partial<RunOptions>): void }>(
  (set, get) => ({
    options: read(),
    set(change) {
      const options = { ...get().options, ...change }
      localStorage.setItem(KEY, JSON.stringify(options))
      set({ options })
    },
  }),
)
