// What happened, by the days on which it did, newest first.
import type { TimelineItem } from '../../../shared/protocol/contract.ts'
import { today } from '../../ui/when.ts'

export interface Day {
  /** YYYY-MM-DD on this device. */
  readonly date: string
  readonly items: readonly TimelineItem[]
}

export function byDay(items: readonly TimelineItem[]): readonly Day[] {
  const days = new Map<string, TimelineItem[]>()
  for (const item of items) {
    const date = today(new Date(item.at))
    const list = days.get(date)
    if (list) list.push(item)
    else days.set(date, [item])
  }
  return [...days].map(([date, list]) => ({ date, items: list }))
}

/** Whom to show: everybody, what concerns this machine, or one person by id. */
export type Whom = 'everyone' | 'machine' | (string & {})

export const concerning = (items: readonly TimelineItem[], whom: Whom): readonly TimelineItem[] =>
  whom === 'everyone' ? items : items.filter((item) => (whom === 'machine' ? item.person === null : item.person === whom))

/** Everyone who is named in it, in the order of the alphabet. */
export function peopleIn(items: readonly TimelineItem[], locale: string): readonly { readonly id: string; readonly name: string }[] {
  const names = new Map<string, string>()
  for (const { person, name } of items) if (person !== null && name !== null && !names.has(person)) names.set(person, name)
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, locale))
}
