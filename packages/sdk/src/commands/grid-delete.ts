import { defineCommand } from '../cli/command.ts'
import { deleteGridModel } from '../grid/delete-model.ts'

export default defineCommand({
  usage: '<id>',
  summary: 'Stop hosting a model on a grid node',
  details: 'Its id is free again. The shares of an encrypted model are deleted wherever they are.',
  options: {},
  async run({ positionals: [id = ''] }, { server }) {
    await deleteGridModel(server, id)
    return { id, deleted: true }
  },
  show: ({ id }) => `${id} is no longer hosted.`,
})
