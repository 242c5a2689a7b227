import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Hotkey, hotkeyOf } from '@nodeyard/tensor/proof'

/**
 * Makes a hotkey and writes its secret to a new file that only its owner can read.
 *
 * @throws Error when the file is there already
 */
export async function createHotkeyFile(file: string): Promise<Hotkey> {
  const seed = randomBytes(32)
  const hotkey = hotkeyOf(seed)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const text = `${JSON.stringify({ address: hotkey.address, seed: seed.toString('hex') }, null, 2)}\n`
  await writeFile(file, text, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new Error(`${file} is there already: it would be lost`)
    throw error
  })
  return hotkey
}

/** @throws Error that names the file */
export async function readHotkeyFile(file: string): Promise<Hotkey> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `there is no ${file}: make it with nodeyard hotkey create` : error.message,
    )
  })
  try {
    const { seed } = JSON.parse(text) as { seed: string }
    if (/^[0-9a-f]{64}$/.test(seed)) return hotkeyOf(Buffer.from(seed, 'hex'))
  } catch {
    // Said below.
  }
  throw new Error(`${file} holds no hotkey`)
}

/** The hotkey of a file; made when there is none yet. */
export async function openHotkeyFile(file: string): Promise<Hotkey> {
  return createHotkeyFile(file).catch(() => readHotkeyFile(file))
}
