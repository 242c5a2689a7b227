/** Text as searching compares it: one spelling for what looks the same, and no difference between cases. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What a search looks through: the name and the summary. Fold what is searched for as well. */
export const searchText = (name: string, summary: string | null): string =>
  foldText(summary === null ? name : `${name}\n${summary}`)
