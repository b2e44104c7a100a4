// Who else is in a draft and where. Their states are foreign text: read strictly, and the name is always the host's.
import type { HostEvent } from '../../../../shared/protocol/contract.ts'

interface ItemId { readonly client: number; readonly clock: number }
/** A Yjs relative position in its JSON form. */
export interface Position { readonly type?: ItemId; readonly tname?: string; readonly item?: ItemId; readonly assoc?: number }
export interface Caret { readonly anchor: Position; readonly head: Position }

export interface PresenceState {
  readonly user: { readonly name: string; readonly person: string; readonly client: number; readonly color: string }
  readonly cursor: Caret | null
  /** The field they read or write in. */
  readonly at: string | null
}

type Others = Extract<HostEvent, { event: 'presence' }>['others']

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

function itemId(value: unknown): ItemId | null {
  return isObject(value) && isCount(value['client']) && isCount(value['clock']) ? { client: value['client'], clock: value['clock'] } : null
}

/** Null where it isn't a position; Yjs itself would throw on some of these later, in the middle of drawing. */
export function readPosition(value: unknown): Position | null {
  if (!isObject(value)) return null
  const [type, item] = [itemId(value['type']), itemId(value['item'])]
  const tname = typeof value['tname'] === 'string' && value['tname'].length < 200 ? value['tname'] : null
  if (!type && !item && tname === null) return null
  const assoc = value['assoc']
  return {
    ...(type ? { type } : {}), ...(tname === null ? {} : { tname }), ...(item ? { item } : {}),
    assoc: typeof assoc === 'number' && assoc < 0 ? -1 : 0,
  }
}

function parsed(state: string): unknown {
  try {
    return JSON.parse(state)
  } catch {
    return null
  }
}

export function readField(state: string): string | null {
  const value = parsed(state)
  const at = isObject(value) ? value['at'] : null
  return typeof at === 'string' && at.length < 200 ? at : null
}

export function readCaret(state: string): Caret | null {
  const value = parsed(state)
  const cursor = isObject(value) ? value['cursor'] : null
  if (!isObject(cursor)) return null
  const [anchor, head] = [readPosition(cursor['anchor']), readPosition(cursor['head'])]
  return anchor && head ? { anchor, head } : null
}

/** States by client number. The colour only satisfies the caret library's check; classes paint it. */
export function statesOf(others: Others): Map<number, PresenceState> {
  return new Map(others.map(({ client, person, name, state }) => [client, {
    user: { name, person, client, color: `#${person.slice(0, 6).padEnd(6, '0')}` },
    cursor: readCaret(state),
    at: readField(state),
  }]))
}

export interface PresenceChange { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }

export function changeBetween(before: ReadonlyMap<number, unknown>, after: ReadonlyMap<number, unknown>, own: number): PresenceChange {
  const others = [...before.keys()].filter((client) => client !== own)
  return {
    added: [...after.keys()].filter((client) => !before.has(client)),
    updated: [...after.keys()].filter((client) => before.has(client) && JSON.stringify(before.get(client)) !== JSON.stringify(after.get(client))),
    removed: others.filter((client) => !after.has(client)),
  }
}
