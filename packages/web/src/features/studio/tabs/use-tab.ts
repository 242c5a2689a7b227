import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Tab, TabStore } from './tab.ts'
import { getTab, openTabs } from './tabs.ts'

export { toExecute } from './tabs.ts'

/** What is open in a tab: document, selection and what can be done with them. */
export function useTab(tabId: string): Tab
export function useTab<Part>(tabId: string, select: (tab: Tab) => Part): Part
export function useTab<Part>(tabId: string, select?: (tab: Tab) => Part): Part | Tab {
  return useStore(getTab(tabId), select ?? ((tab: Tab) => tab as Part))
}

export const useOpenTabs = () => useStore(openTabs, ({ ids }) => ids)

const Shown = createContext<TabStore | undefined>(undefined)
export const ShownTab = Shown.Provider

/** The tab around a component. */
export function useShownTab(): TabStore {
  const store = useContext(Shown)
  if (!store) throw new Error('there is no tab around this')
  return store
}

export const useShown = <Part>(select: (tab: Tab) => Part): Part => useStore(useShownTab(), select)
