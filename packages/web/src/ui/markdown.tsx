import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'

/**
 * Text that strangers wrote. No HTML of theirs is taken over, only Markdown's own elements; links lead to web pages
 * and nowhere else, and pictures from elsewhere are told of, not loaded: they would tell their owner who reads.
 */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className="prose" dir="auto">
      <ReactMarkdown
        skipHtml
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={{
          a: ({ href, children }) =>
            href === undefined || href === '' ? (
              <span>{children}</span>
            ) : (
              <a
                href={href}
                target={href.startsWith('#') ? undefined : '_blank'}
                rel="noopener noreferrer nofollow ugc"
              >
                {children}
              </a>
            ),
          img: ({ alt }) => <em>[{alt || 'picture'}]</em>,
          // The page has a heading of its own above these.
          h1: ({ children }) => <h2>{children}</h2>,
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
          pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
          table: ({ children }) => (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the same.
            <div tabIndex={0} className="overflow-x-auto">
              <table>{children}</table>
            </div>
          ),
          input: ({ checked, type }) => (type === 'checkbox' ? <span>{checked ? '☑' : '☐'}</span> : null),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
}
