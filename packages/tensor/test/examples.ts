import { readdirSync, readFileSync } from 'node:fs'

const ROOT = new URL('..', import.meta.url)

export interface Example {
  /** Where it stands: the file, and in sources what it is about. */
  name: string
  code: string
}

const read = (file: string): string => readFileSync(new URL(file, ROOT), 'utf8')

const sources = (folder: string): string[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}${file}`)

/** The docstring's `@example`s of everything that a source file exports. */
function examplesOf(file: string): Example[] {
  const found: Example[] = []
  const text = read(file)
  for (const match of text.matchAll(
    /^ \* @example\n((?: \*.*\n)*?) \*\/\nexport .*?(\w+)[^\w\n]*(?:\w+.*)?$/gm,
  )) {
    const declared =
      /export (?:async |abstract |declare )*(?:function\*?|class|const|interface|type) (\w+)/.exec(
        match[0].slice(match[0].lastIndexOf('\nexport')),
      )
    const code = match[1]!.replaceAll(/^ \* ?/gm, '')
    // Several examples, or what follows them, are told apart by their tags.
    for (const part of code.split(/^@example$/m)) {
      found.push({ name: `${file} ${declared?.[1] ?? ''}`, code: part.replace(/^@\w[\s\S]*/m, '') })
    }
  }
  return found
}

/** Every docstring's example, those of `skipped` folders left out. */
export function docstringExamples(skipped: readonly string[]): Example[] {
  const files = sources('src/').filter((file) => !skipped.some((folder) => file.startsWith(folder)))
  return files.flatMap(examplesOf)
}

/** Everything of this package is in scope where examples run; what else they import they ask for at once. */
const withoutImports = (code: string): string =>
  code
    .replaceAll(/^import ([^']*?) from '(node:.*)'$/gm, "const $1 = await import('$2')")
    .replaceAll(/^import [^']*? from '.*'$/gm, '')

/** The ```ts blocks of pages, each by itself. */
export function pageExamples(pages: readonly string[]): Example[] {
  return pages.flatMap((page) =>
    [...read(page).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code], i) => ({
      name: `${page} ${i + 1}`,
      code: withoutImports(code!),
    })),
  )
}

/** The pages about this package's tensors. */
export const pages = (): string[] => [
  'README.md',
  ...readdirSync(new URL('docs/', ROOT)).map((page) => `docs/${page}`),
]
