import type { Command } from '../cli/command.ts'
import keysCreate from './keys-create.ts'
import keysList from './keys-list.ts'
import keysRevoke from './keys-revoke.ts'
import keysRotate from './keys-rotate.ts'
import login from './login.ts'
import logout from './logout.ts'
import orgAddMember from './org-add-member.ts'
import orgCreate from './org-create.ts'
import orgList from './org-list.ts'
import orgMembers from './org-members.ts'
import orgRemoveMember from './org-remove-member.ts'
import userCreate from './user-create.ts'
import whoami from './whoami.ts'

/** Every command under its full name, in the order of the help. A test sees to it that none is forgotten. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['login', login],
  ['logout', logout],
  ['whoami', whoami],
  ['keys create', keysCreate],
  ['keys list', keysList],
  ['keys revoke', keysRevoke],
  ['keys rotate', keysRotate],
  ['user create', userCreate],
  ['org create', orgCreate],
  ['org list', orgList],
  ['org members', orgMembers],
  ['org add-member', orgAddMember],
  ['org remove-member', orgRemoveMember],
])

/** Other words for the same. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  ['model ls', 'model list'],
  ['dataset ls', 'dataset list'],
  ['model upload', 'model push'],
  ['dataset upload', 'dataset push'],
  ['model download', 'model pull'],
  ['dataset download', 'dataset pull'],
])
