/** Curves, logs and history of a tab's runs. */
export function RunPanel(_: { tabId: string }) {
  return null
}
