import { useMutation } from '@tanstack/react-query'
import { Box, Braces, FileCode2, FileDown } from 'lucide-react'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { explainError } from '../run/explain-error.ts'
import { useRunOptions } from '../run/run-options.ts'
import { exportGraph, type Format } from './export-graph.ts'
import { texts } from './texts.ts'

const ICONS = { python: FileCode2, onnx: Box, json: Braces }

/** The graph as a file of one's own. */
export function ExportMenu({ tabId }: { tabId: string }) {
  const seed = useRunOptions(({ options }) => options.seed)
  const save = useMutation({ mutationFn: (format: Format) => exportGraph(tabId, format, seed) })
  return (
    <Menu
      label={texts.export}
      button={
        <>
          <FileDown aria-hidden size={15} />
          <span className="max-xl:sr-only">{save.isPending ? texts.exporting : texts.export}</span>
        </>
      }
      buttonClassName="text-ink-soft hover:bg-canvas hover:text-ink"
      className="w-64"
    >
      {(close) => (
        <>
          {(Object.keys(ICONS) as Format[]).map((format) => {
            const Icon = ICONS[format]
            return (
              <MenuItem
                key={format}
                onSelect={() =>
                  save.mutate(format, { onSuccess: (warnings) => warnings.length === 0 && close() })
                }
              >
                <Icon aria-hidden size={15} />
                {texts.exports[format]}
              </MenuItem>
            )
          })}
          {save.error && (
            <p role="alert" className="px-2.5 py-1.5 text-xs break-words text-bad">
              {explainError(save.error.message).title}
            </p>
          )}
          {save.data?.map((warning) => (
            <p key={warning} role="status" className="px-2.5 py-1.5 text-xs break-words text-warn">
              {warning}
            </p>
          ))}
        </>
      )}
    </Menu>
  )
}
