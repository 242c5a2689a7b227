import { defineCommand } from '../cli/command.ts'
import { bytes, count } from '../cli/table.ts'
import { type FsckFinding, type FsckTotals, fsck } from '../fsck.ts'

export default defineCommand({
  usage: '',
  summary: 'Check every stored byte of the server, as its administrator',
  details: 'The exit code is 1 when something is wrong and stays so.',
  options: {
    repair: { type: 'boolean', summary: 'clear away what is wrong, so that lost bytes can be pushed again' },
    quick: { type: 'boolean', summary: 'compare sizes only, without reading the bytes' },
  },
  async run({ values: { repair = false, quick = false } }, { server, progress, signal }) {
    const findings: FsckFinding[] = []
    let totals: FsckTotals | undefined
    progress.begin('Checking')
    for await (const event of fsck(server, { repair, hash: !quick, signal })) {
      if ('blobs' in event) {
        totals = event
        progress.at(event.bytes)
      } else findings.push(event)
    }
    const { event: _event, ...counts } = totals!
    return { ...counts, findings }
  },
  show: ({ blobs, bytes: size, findings }) =>
    [
      ...findings.map(({ event, sha256, versions, repaired }) => {
        const where = versions.length > 0 ? ` in ${versions.join(', ')}` : ''
        return `${event} sha256:${sha256}${where}${repaired ? ' (repaired)' : ''}`
      }),
      `${count(blobs, 'file')}, ${bytes(size)}: ${findings.length === 0 ? 'all is well' : `${findings.length} wrong`}`,
    ].join('\n'),
  isFailure: ({ findings }) => findings.some(({ repaired }) => !repaired),
})
