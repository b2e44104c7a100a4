// The y-webrtc signalling protocol: JSON texts that subscribe, unsubscribe, publish and ping. Hosts add the name and the
// hops of a publication, answer a subscription with the topics they share, and tell their link states.
import { parseLinkState, type LinkState } from './link-state.ts'

export type SignalMessage =
  | { readonly type: 'subscribe' | 'unsubscribe' | 'subscribed'; readonly topics: readonly string[] }
  | {
      readonly type: 'publish'
      readonly topic: string
      readonly data: unknown
      readonly id?: string | undefined
      readonly hops?: number | undefined
    }
  | { readonly type: 'hosts'; readonly state: LinkState }
  | { readonly type: 'ping' | 'pong' | 'wake' }

/** Longest topic name, in characters. */
export const MAX_TOPIC = 256
/** Longest name of a message, in characters. */
const MAX_ID = 64
/** Most hosts one of them can be linked with or could dial, in a link state. */
const MAX_NAMES = 512

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
  const { type, topics, topic, state } = value as Readonly<Record<string, unknown>>
  switch (type) {
    case 'subscribe':
    case 'unsubscribe':
    case 'subscribed':
      return Array.isArray(topics) && topics.every(isTopic) ? { type, topics: topics as string[] } : null
    case 'publish': return isTopic(topic) ? parsePublication(topic, value as Readonly<Record<string, unknown>>) : null
    case 'hosts': {
      const parsed = typeof state === 'object' && state !== null ? parseLinkState(state as Readonly<Record<string, unknown>>, MAX_NAMES) : null
      return parsed && isTopic(parsed.topic) ? { type, state: parsed } : null
    }
    case 'ping':
    case 'pong':
    case 'wake':
      return { type }
    default: return null
  }
}

/** What a client of its own adds beside topic and data is not read. */
function parsePublication(topic: string, value: Readonly<Record<string, unknown>>): SignalMessage | null {
  const { data, id, hops } = value
  if (data === undefined) return null
  const named = typeof id === 'string' && id.length <= MAX_ID && Number.isSafeInteger(hops) && (hops as number) >= 0
  return named ? { type: 'publish', topic, data, id, hops: hops as number } : { type: 'publish', topic, data }
}
