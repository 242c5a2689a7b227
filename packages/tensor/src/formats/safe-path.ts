/**
 * Why a path found inside a file must not be followed, or undefined when it stays inside its folder.
 * Both separators count: the file may be unpacked on any system.
 */
export function findPathProblem(path: string): string | undefined {
  if (path === '') return 'is empty'
  if (path.includes('\0')) return 'holds a NUL character'
  if (/^[/\\]/.test(path) || /^[a-z]:/i.test(path)) return 'is absolute'
  if (path.split(/[/\\]/).includes('..')) return 'climbs out of its folder with ".."'
  return undefined
}
