import { create } from 'zustand'

type Theme = 'light' | 'dark'
const KEY = 'nodeyard-theme'

function preferred(): Theme {
  const kept = localStorage.getItem(KEY)
  if (kept === 'light' || kept === 'dark') return kept
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function show(theme: Theme): Theme {
  document.documentElement.dataset.theme = theme
  return theme
}

/** Light or dark: as the system says until somebody chooses. */
export const useTheme = create<{ theme: Theme; toggle(): void }>((set, get) => ({
  theme: show(preferred()),
  toggle() {
    const theme = get().theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEY, theme)
    set({ theme: show(theme) })
  },
}))
