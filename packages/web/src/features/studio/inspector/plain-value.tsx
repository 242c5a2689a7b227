import { figure } from '../../../ui/format.ts'
import type { Value } from './inspector-queries.ts'
import { texts } from './texts.ts'

/** What is no tensor: texts, pictures in a text, lists, models and the rest in words. */
export function PlainValue({ value }: { value: Value }) {
  if (value.type === 'model') {
    return (
      <p>
        <span className="font-semibold">{value.class}</span>
        <span className="block text-xs text-ink-soft">
          {texts.parameters(value.params ?? 0, value.trainable ?? 0)}
        </span>
      </p>
    )
  }
  if (value.type === 'list') {
    return (
      <>
        <p className="mb-1 text-xs text-ink-soft">{texts.items(value.length ?? 0)}</p>
        <Text text={value.repr ?? ''} />
      </>
    )
  }
  const plain = value.value ?? value.repr
  return <Text text={typeof plain === 'number' ? figure(plain) : readable(String(plain ?? value.type))} />
}

/** JSON on one line is hard to read. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

const Text = ({ text }: { text: string }) => (
  <pre
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    tabIndex={0}
    dir="auto"
    className="max-h-56 overflow-auto rounded-md border border-line bg-canvas p-2.5 font-mono text-xs break-words whitespace-pre-wrap"
  >
    {text}
  </pre>
)
