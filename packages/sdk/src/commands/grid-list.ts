import { defineCommand } from '../cli/command.ts'
import { table } from '../cli/table.ts'
import { listGridModels } from '../grid/list-models.ts'

export default defineCommand({
  usage: '',
  summary: 'List the models of a grid node, and what may be done with them',
  options: {},
  run: async (_input, { server }) => listGridModels(server),
  show: (models) =>
    models.length === 0
      ? 'There are no models.'
      : table(
          models.map((model) => [
            model.id,
            model.model_size,
            model.mpc ? 'encrypted' : '',
            model.allow_remote_inference ? 'run' : '',
            model.allow_download ? 'download' : '',
          ]),
        ),
})
