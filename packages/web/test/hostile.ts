import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, pushArtifact } from '@nodeyard/sdk'

const CARD = `---
license: MIT
---
# Harm

<script>window.harm = 1</script>
<img src=x onerror="window.harm = 1">
<svg onload="window.harm = 1"><script>window.harm = 1</script></svg>
<iframe srcdoc="<script>parent.harm = 1</script>"></iframe>
<style>body { display: none }</style>

[one](javascript:window.harm=1) [two](JaVaScRiPt:alert(1)) [three](data:text/html,<script>1</script>)
[four](vbscript:1) [five](https://example.org/) ![six](https://example.org/track.png)
<a href="javascript:harm=1">seven</a>

${'W'.repeat(10_000)}

\u202Eright to left\u202C مرحبا بالعالم

| ${'wide | '.repeat(60)}
| ${'--- | '.repeat(60)}
| ${'x | '.repeat(60)}

what remains
`

/** A model whose card and words are made to run, to track and to break the page. */
export async function pushHostile(server: { url: string; key: string }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nodeyard-hostile-'))
  try {
    await writeFile(join(folder, 'model_card.md'), CARD)
    await writeFile(join(folder, `${'n'.repeat(200)}.bin`), 'nothing')
    const manifest = {
      name: 'hostile',
      version: '1.0.0',
      pretty_name: `<img src=x onerror=harm=1>${'Z'.repeat(170)}`,
      summary: `\u202E<script>harm=1</script> ${'S'.repeat(900)}`,
      tags: ['"><script>harm=1</script>', 'T'.repeat(100)],
      framework: 'custom',
    }
    await writeFile(join(folder, 'model.yaml'), JSON.stringify(manifest))
    await pushArtifact(connect({ url: server.url, apiKey: server.key }), { kind: 'model', folder })
  } finally {
    await rm(folder, { recursive: true })
  }
}
