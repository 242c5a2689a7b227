/** What flowed through the selected box in the latest run. */
export function InspectorPanel(_: { tabId: string }) {
  return null
}
