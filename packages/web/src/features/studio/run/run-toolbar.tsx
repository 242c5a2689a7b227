/** What starts and stops a run. */
export function RunToolbar(_: { tabId: string }) {
  return null
}
