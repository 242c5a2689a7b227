/** Example graphs, to begin with. */
export function Gallery() {
  return null
}
