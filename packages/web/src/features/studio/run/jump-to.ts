import { getTab } from '../tabs/tabs.ts'

/** Selects a box and brings it into sight. */
export function jumpTo(tabId: string, boxId: string): void {
  getTab(tabId).getState().select([boxId])
}
