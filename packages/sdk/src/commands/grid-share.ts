import { basename } from 'node:path'
import { defineCommand, UsageError } from '../cli/command.ts'
import { connect } from '../client.ts'
import { shareModel } from '../grid/share-model.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Share an ONNX model among grid nodes, so that none of them knows it',
  details:
    'Each worker gets one additive share of every weight, which by itself is noise; the server asked (--url) hosts\n' +
    'the manifest and the graph without weights. Example:\n' +
    '  nodeyard grid share model.onnx --workers http://a:8000,http://b:8000 --provider http://c:8000',
  options: {
    id: { type: 'string', value: 'id', summary: 'what partners call it (default: its file name)' },
    workers: { type: 'string', value: 'urls', summary: 'two or more nodes, separated by commas' },
    provider: { type: 'string', value: 'url', summary: 'the node whose randomness they will use' },
    'worker-key': {
      type: 'string',
      value: 'url=key',
      multiple: true,
      summary: 'a key of one of these nodes, if it wants one',
    },
  },
  async run({ positionals: [model = ''], values }, { server }) {
    const urls = (values.workers ?? '').split(',').flatMap((url) => url.trim() || [])
    if (urls.length < 2) throw new UsageError('--workers names two nodes at least, separated by a comma')
    if (values.provider === undefined) throw new UsageError('--provider is missing')
    const keys = new Map((values['worker-key'] ?? []).map(splitKey))
    const to = (url: string) => connect({ url, apiKey: keys.get(url) })
    return shareModel(server, {
      model,
      id: values.id ?? basename(model).replace(/\.[^.]+$/, ''),
      workers: urls.map(to),
      provider: to(values.provider),
    })
  },
  show: ({ id, workers, parameters }) =>
    `${id}: ${parameters} weights are shared among ${workers.map(([worker]) => worker).join(', ')}.`,
})

function splitKey(text: string): [url: string, key: string] {
  const at = text.lastIndexOf('=')
  if (at <= 0) throw new UsageError('--worker-key looks like http://a:8000=ny_…')
  return [text.slice(0, at), text.slice(at + 1)]
}
