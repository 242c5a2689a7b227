import { availableParallelism } from 'node:os'
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'

/** How long a thread looks out for the next message before it sleeps, in milliseconds. */
const PATIENCE = 0.3
/** So many messages may be taken one after the other before the event loop has its turn. */
const MOST = 100

/**
 * Handles a port's messages one after the other. To wake a thread takes the sender some 20 µs and the thread as much
 * again, so one whose last message came soon after the one before stays awake a little. What comes seldom, or where
 * the sender has no other processor to run on, is waited for asleep.
 */
export function listen<Message>(port: MessagePort, handle: (message: Message) => void): void {
  const isAlone = availableParallelism() === 1
  let idleSince = -Infinity
  const isFresh = () => performance.now() - idleSince < PATIENCE
  const next = (): Message | undefined => {
    do {
      const received = receiveMessageOnPort(port)
      if (received) return received.message
    } while (isFresh())
    return undefined
  }
  port.on('message', (first: Message) => {
    let message: Message | undefined = first
    for (let left = MOST; message !== undefined; left--) {
      const isFrequent = isFresh()
      handle(message)
      idleSince = performance.now()
      message = isFrequent && left > 0 && !isAlone ? next() : undefined
    }
  })
}
