import { FolderUp } from 'lucide-react'
import { useState } from 'react'
import { type Folder, readDrop, readInput } from './read-drop.ts'
import { texts } from './texts.ts'

const CHOOSE =
  'inline-flex h-8 cursor-pointer items-center rounded-md border border-line-strong bg-surface px-3 font-medium hover:bg-canvas has-focus-visible:outline-2 has-focus-visible:outline-accent'

/** Takes a folder, or some files, by drop or by choice. */
export function DropZone({ onFolder }: { onFolder(folder: Folder): void }) {
  const [isOver, setOver] = useState(false)
  const [problem, setProblem] = useState<string>()
  const take = (folder: Folder) => {
    if (folder.files.length === 0) setProblem(texts.empty)
    else onFolder(folder)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whoever cannot drop chooses by the buttons in it.
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        readDrop(event.dataTransfer.items).then(take, (error: Error) => setProblem(error.message))
      }}
      className={`flex flex-col items-center gap-3 rounded-xl border-2 border-dashed px-6 py-16 text-center ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong'}`}
    >
      <FolderUp aria-hidden size={32} className="text-ink-faint" />
      <p className="text-base font-semibold">{texts.dropHere}</p>
      <p className="max-w-sm text-ink-soft">{texts.dropHint}</p>
      <div className="flex gap-2">
        {[texts.chooseFolder, texts.chooseFiles].map((label, at) => (
          <label key={label} className={CHOOSE}>
            {label}
            <input
              type="file"
              multiple
              {...(at === 0 && ({ webkitdirectory: '' } as object))}
              className="sr-only"
              onChange={({ target }) => {
                if (target.files) take(readInput(target.files))
                target.value = ''
              }}
            />
          </label>
        ))}
      </div>
      {problem && (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      )}
    </div>
  )
}
