/** What positions are called that nobody named: "0", "1", …. */
export const positionLabels = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i))
