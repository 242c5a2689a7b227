/** A file of a folder, with its path in it. */
export interface FolderFile {
  path: string
  file: File
}

export interface Folder {
  name: string
  files: FolderFile[]
}

/** What systems and tools leave behind, and nobody means to publish. */
const LEFT_BEHIND = /(?:^|\/)(?:\.|__MACOSX\/|__pycache__\/|node_modules\/|Thumbs\.db$|desktop\.ini$)/

/** What a file input was given: a folder, or some files. */
export function readInput(list: FileList): Folder {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
  return toFolder(files)
}

/** What was dropped: folders with all that is in them, or some files. */
export async function readDrop(items: DataTransferItemList): Promise<Folder> {
  // The list is empty after the first await: what is in it is taken out at once.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = (await Promise.all(entries.map((entry) => readEntry(entry, '')))).flat()
  return toFolder(files)
}

/** Takes a folder's own name off the paths, where all files are in one. */
function toFolder(all: FolderFile[]): Folder {
  const roots = new Set(all.map(({ path }) => (path.includes('/') ? path.split('/', 1)[0]! : '')))
  const [root = ''] = roots
  const isOne = roots.size === 1 && root !== ''
  const inside = isOne ? all.map(({ path, file }) => ({ path: path.slice(root.length + 1), file })) : all
  const files = inside
    .filter(({ path }) => !LEFT_BEHIND.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return { name: isOne ? root : (files[0]?.path.replace(/\.\w+$/, '') ?? ''), files }
}

async function readEntry(entry: FileSystemEntry, before: string): Promise<FolderFile[]> {
  const path = before + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    )
    return [{ path, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: FolderFile[] = []
  // A reader answers some at a time, and nothing at its end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (entries.length === 0) return found
    for (const one of entries) found.push(...(await readEntry(one, `${path}/`)))
  }
}
