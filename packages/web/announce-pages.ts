import type { Plugin, Rollup } from 'vite'

interface Announced {
  /** The fonts that text is painted with first. */
  fonts: RegExp
  /** By its path: the module that a page's code begins with, under src/features, and what it asks for at once. */
  pages: Record<string, { code: string; data?: string[] }>
}

/**
 * Writes down in pages.json what each page is going to need, as values of an HTTP `Link` header, so that the server
 * can name it with the page itself and the browser fetches all of it at once, not one thing after another was read:
 * `files` always, `data` where the address has no query.
 */
export function announcePages({ fonts, pages }: Announced): Plugin {
  return {
    name: 'announce-pages',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle)
      const chunks = files.filter((file): file is Rollup.OutputChunk => file.type === 'chunk')
      const font = files.find(({ fileName }) => fonts.test(fileName))
      if (!font) this.error(`there is no font like ${fonts}`)
      const links = Object.entries(pages).map(([path, { code, data = [] }]) => {
        const begin = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/features/${code}`))
        if (!begin) this.error(`there is no page ${code}`)
        const needed = new Set<string>()
        follow(begin, bundle, needed)
        return [
          path,
          {
            data: data.map((url) => `<${url}>; rel=preload; as=fetch; crossorigin`),
            files: [
              ...[...needed].map((name) => `</${name}>; rel=modulepreload`),
              `</${font.fileName}>; rel=preload; as=font; crossorigin`,
            ],
          },
        ]
      })
      const source = JSON.stringify(Object.fromEntries(links))
      this.emitFile({ type: 'asset', fileName: 'pages.json', source })
    },
  }
}

/** The chunk and all that it imports by itself, not what it would fetch later. */
function follow(chunk: Rollup.OutputChunk, bundle: Rollup.OutputBundle, found: Set<string>): void {
  if (found.has(chunk.fileName)) return
  found.add(chunk.fileName)
  for (const name of chunk.imports) {
    const next = bundle[name]
    if (next?.type === 'chunk') follow(next, bundle, found)
  }
}
