import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/**
 * A user namespace with no network but a dead loopback, and no process but its own. Everything in it dies with who
 * started it, even if that is killed and the code inside never looks up.
 */
const WALL = [
  ...['setpriv', '--pdeathsig', 'KILL'],
  ...['unshare', '--user', '--map-root-user', '--net', '--ipc', '--pid', '--fork', '--kill-child'],
] as const

let probing: Promise<boolean> | undefined

/**
 * Whether the kernel can wall workers in: on Linux, where util-linux is installed and unprivileged user namespaces
 * are allowed (they are by default on Debian; containers often forbid them). Tried once.
 */
export function hasKernelWall(): Promise<boolean> {
  probing ??= promisify(execFile)(WALL[0], [...WALL.slice(1), 'true'], { timeout: 5000, env: {} }).then(
    () => true,
    () => false,
  )
  return probing
}

/** A command, behind the wall where there is one. */
export const walled = (command: string, args: string[], isWalled: boolean): [string, string[]] =>
  isWalled ? [WALL[0], [...WALL.slice(1), command, ...args]] : [command, args]
