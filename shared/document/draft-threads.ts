// Comments on the words of a draft. They live in the draft's own document, so they merge and travel with it, and never
// come into terms. Words carry a mark with the thread's id; what is said stands in the map `threads`:
//
//   <thread>           who began it, in which field, and the words it was about
//   <thread>/<entry>   one thing that was said
//   <thread>/state     resolved or open again, by whom
//
// Each value is written once, whole, so two people who answer at once both stand. None of it is signed: like the draft's
// text, it is what the people who share the draft wrote in it.
import type * as Y from 'yjs'

export interface ThreadEntry {
  readonly id: string
  readonly person: string
  /** Milliseconds since 1970, by the writer's clock. */
  readonly at: number
  readonly text: string
}

export interface Thread {
  readonly id: string
  /** Fragment of the draft the words stand in. */
  readonly field: string
  /** The words as they were when it was begun. */
  readonly quote: string
  readonly entries: readonly ThreadEntry[]
  readonly resolved: { readonly person: string; readonly at: number } | null
}

export const THREAD_CAPS = { text: 4000, quote: 300, threads: 500, entries: 200 } as const

const threadsOf = (draft: Y.Doc): Y.Map<unknown> => draft.getMap('threads')

interface Said { readonly person: string; readonly at: number; readonly [key: string]: unknown }

/** Total: whatever a peer wrote there, what is not of the right shape is passed over. */
export function readThreads(draft: Y.Doc): Thread[] {
  const heads = new Map<string, Said>()
  const entries = new Map<string, ThreadEntry[]>()
  const states = new Map<string, Said>()
  for (const [key, value] of threadsOf(draft).entries()) {
    const [id = '', part, more] = key.split('/')
    if (!isSaid(value) || id === '' || id.length > 64 || more !== undefined) continue
    if (part === undefined) heads.set(id, value)
    else if (part === 'state') states.set(id, value)
    else if (typeof value['text'] === 'string') {
      const said = entries.get(id) ?? []
      said.push({ id: part, person: value.person, at: value.at, text: value['text'].slice(0, THREAD_CAPS.text) })
      entries.set(id, said)
    }
  }
  return [...heads].map(([id, head]): Thread => {
    const state = states.get(id)
    return {
      id, field: text(head['field']).slice(0, 200), quote: text(head['quote']).slice(0, THREAD_CAPS.quote),
      entries: (entries.get(id) ?? []).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(0, THREAD_CAPS.entries),
      resolved: state?.['resolved'] === true ? { person: state.person, at: state.at } : null,
    }
  }).filter((thread) => thread.entries.length > 0)
    .sort((a, b) => a.entries[0]!.at - b.entries[0]!.at || (a.id < b.id ? -1 : 1)).slice(0, THREAD_CAPS.threads)
}

const text = (value: unknown): string => (typeof value === 'string' ? value.toWellFormed() : '')

function isSaid(value: unknown): value is Said {
  if (typeof value !== 'object' || value === null) return false
  const { person, at } = value as Record<string, unknown>
  return typeof person === 'string' && person.length <= 64 && typeof at === 'number' && Number.isSafeInteger(at) && at >= 0 && at <= 8.64e15
}

export function beginThread(draft: Y.Doc, begun: { readonly id: string; readonly field: string; readonly quote: string; readonly entry: ThreadEntry }, origin: unknown): void {
  const { person, at } = begun.entry
  draft.transact(() => {
    threadsOf(draft).set(begun.id, { person, at, field: begun.field, quote: begun.quote.slice(0, THREAD_CAPS.quote) })
    answerThread(draft, begun.id, begun.entry, origin)
  }, origin)
}

export function answerThread(draft: Y.Doc, thread: string, { id, person, at, text: said }: ThreadEntry, origin: unknown): void {
  draft.transact(() => threadsOf(draft).set(`${thread}/${id}`, { person, at, text: said.slice(0, THREAD_CAPS.text) }), origin)
}

/** Anybody may resolve a thread, and anybody may open it again. */
export function resolveThread(draft: Y.Doc, thread: string, resolved: boolean, by: { readonly person: string; readonly at: number }, origin: unknown): void {
  draft.transact(() => threadsOf(draft).set(`${thread}/state`, { ...by, resolved }), origin)
}
