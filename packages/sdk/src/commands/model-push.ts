import { pushCommand } from '../cli/push-command.ts'

export default pushCommand('model')
