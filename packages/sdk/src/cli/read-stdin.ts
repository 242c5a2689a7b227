/** The first line of standard input, for what must not stand in the list of processes. */
export async function readLine(stdin: AsyncIterable<Uint8Array | string> = process.stdin): Promise<string> {
  let text = ''
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    if (text.includes('\n')) break
  }
  return text.split('\n', 1)[0]!.trim()
}
