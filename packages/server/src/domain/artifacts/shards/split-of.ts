/** What is no part of the data: it belongs to no split. */
const DOCUMENT = /^(?:readme|licen[cs]e|changelog|citation)(?:\.\w+)?$/i

/** The split a shard belongs to when nobody says: by its folder, or by how its name begins. */
export function splitOf(name: string): string {
  const [first = '', ...more] = name.split('/')
  if (more.length === 0 && DOCUMENT.test(first)) return ''
  if (more.length > 0 && !/^(?:data|shards)$/i.test(first)) return first
  const [, word] = /^(train|test|validation|valid|val|dev|eval)(?![a-z])/i.exec(name.split('/').at(-1)!) ?? []
  return word?.toLowerCase() ?? 'train'
}
