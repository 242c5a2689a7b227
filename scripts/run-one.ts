// `npm run bench invoke -- --rounds 7` runs bench/invoke.ts with the rest of the words as its arguments.
import { readdirSync } from 'node:fs'

const [folder = '', name, ...rest] = process.argv.slice(2)
const home = new URL(`../${folder}/`, import.meta.url)
const names = readdirSync(home)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3))

if (name === undefined || !names.includes(name)) {
  console.error(`Which one? npm run ${folder} <name>, where name is one of: ${names.join(', ')}`)
  process.exit(2)
}
process.argv = [process.argv[0]!, `${folder}/${name}`, ...rest]
await import(new URL(`${name}.ts`, home).href)
