/** The colours of tokens as they are now, each looked up once: for what is painted. */
export function tokenColors(): (token: string) => string {
  const styles = getComputedStyle(document.documentElement)
  const known = new Map<string, string>()
  return (token) => {
    const found = known.get(token) ?? styles.getPropertyValue(`--${token}`).trim()
    known.set(token, found)
    return found
  }
}
