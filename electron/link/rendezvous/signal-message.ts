// The y-webrtc signalling protocol: JSON texts that subscribe, unsubscribe, publish and ping.

export type SignalMessage =
  | { readonly type: 'subscribe' | 'unsubscribe'; readonly topics: readonly string[] }
  | { readonly type: 'publish'; readonly topic: string; readonly data: unknown }
  | { readonly type: 'ping' | 'pong' | 'wake' }

/** Longest topic name, in characters. */
export const MAX_TOPIC = 256

const isTopic = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= MAX_TOPIC

/** Null on anything else. */
export function parseSignalMessage(text: string): SignalMessage | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { type, topics, topic, data } = value as Readonly<Record<string, unknown>>
  switch (type) {
    case 'subscribe':
    case 'unsubscribe':
      return Array.isArray(topics) && topics.every(isTopic) ? { type, topics: topics as string[] } : null
    case 'publish':
      return isTopic(topic) && data !== undefined ? { type, topic, data } : null
    case 'ping':
    case 'pong':
    case 'wake':
      return { type }
    default: return null
  }
}
