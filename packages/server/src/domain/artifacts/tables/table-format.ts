/** The formats whose rows can be read. */
export const TABLE_FORMATS = ['parquet', 'arrow', 'csv', 'jsonl'] as const
export type TableFormat = (typeof TABLE_FORMATS)[number]

const ENDINGS: Record<TableFormat, RegExp> = {
  parquet: /\.parquet$/i,
  arrow: /\.(?:arrow|feather|arrows|ipc)$/i,
  csv: /\.csv$/i,
  jsonl: /\.(?:jsonl|ndjson)$/i,
}

/** What a file's ending promises, or undefined for what is no table. */
export const tableFormatOf = (path: string): TableFormat | undefined =>
  TABLE_FORMATS.find((format) => ENDINGS[format].test(path))

/** The path with the ending of another format. */
export function withFormat(path: string, format: TableFormat): string {
  const own = tableFormatOf(path)
  return own === undefined ? path : path.replace(ENDINGS[own], `.${format}`)
}
