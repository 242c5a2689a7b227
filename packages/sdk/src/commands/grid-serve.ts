import { basename } from 'node:path'
import { defineCommand } from '../cli/command.ts'
import { serveModel } from '../grid/serve-model.ts'

export default defineCommand({
  usage: '<file>',
  summary: 'Host a model on a grid node',
  details:
    'ONNX, TorchScript or a syft plan. Partners may run it unless --no-inference is said, and download it only\n' +
    'with --allow-download. It is also a model of the registry, and deployed.',
  options: {
    id: { type: 'string', value: 'id', summary: 'what partners call it (default: its file name)' },
    'allow-download': { type: 'boolean', summary: 'partners may have a copy' },
    'no-inference': { type: 'boolean', summary: 'partners may not run it' },
  },
  async run({ positionals: [model = ''], values }, { server }) {
    return serveModel(server, {
      model,
      id: values.id ?? basename(model).replace(/\.[^.]+$/, ''),
      allowDownload: values['allow-download'] === true,
      allowInference: values['no-inference'] !== true,
    })
  },
  show: ({ id }) => `Partners find it as ${id}. Try: nodeyard grid run ${id} --data '[[…]]'`,
})
