/** The lines of a body as they arrive, without empty ones. */
export async function* linesOf(response: Response): AsyncGenerator<string, void> {
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim()) yield line
  }
  if (rest.trim()) yield rest
}
