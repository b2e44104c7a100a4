// What of a group's life stands on its line, and its turns as they are read. Pure: words come from who asks.
import type { GroupView, TurnView } from '../../../shared/domain/group/view.ts'
import type { LifePoint } from '../../ui/life-line.ts'
import { firstNameOf } from '../../ui/people.ts'
import type { RingTurn } from '../../ui/turn-ring.ts'

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string

const dateOf = (at: number): string => {
  const local = new Date(at)
  return `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}`
}

/** `today` is YYYY-MM-DD. */
export function lifePoints(group: GroupView, today: string, say: Say, day: (date: string) => string): readonly LifePoint[] {
  const closed = group.life.findLast(({ what }) => what === 'closed')
  const point = (kind: LifePoint['kind'], date: string, key: string): LifePoint => ({ kind, date, words: say(key, { day: day(date) }), strong: day(date) })
  const begun = group.chartered ?? group.call?.at ?? group.life[0]?.at ?? null
  const ended = closed ? dateOf(closed.at) : null
  const called = group.chartered === null
  // Of what has ended only its beginning and its end still say something.
  if (ended !== null) return [...(begun === null ? [] : [point('begun', dateOf(begun), called ? 'group.called' : 'group.chartered')]), point('ended', ended, 'group.endedOn')]
  // On its first day its beginning is today: one mark, not one upon the other.
  const isFirstDay = begun !== null && dateOf(begun) === today
  return [
    ...(begun === null || isFirstDay ? [] : [point('begun', dateOf(begun), called ? 'group.called' : 'group.chartered')]),
    ...(isFirstDay ? [{ kind: 'begun' as const, date: today, words: say(called ? 'group.calledToday' : 'group.charteredToday') }] : [{ kind: 'today' as const, date: today, words: say('group.today') }]),
    ...(group.review === null ? [] : [point('review', group.review, group.reviewDue ? 'group.reviewSince' : group.sunset !== null && group.review > group.sunset ? 'group.reviewAfter' : 'group.review')]),
    ...(group.sunset === null ? [] : [point('end', group.sunset, group.sunsetPassed ? 'group.wasToEnd' : 'group.endsOn')]),
  ]
}

/** Whose turn follows whose, as a list; of many only as many as stand beside the ring. A turn is `now` whether it was taken or not. */
export function turnRows(turns: readonly TurnView[], facilitating: readonly string[], say: Say, day: (date: string) => string, most = 6): readonly RingTurn[] {
  return turns.slice(0, most).map(({ person, from, now, swapped }, at) => {
    const name = person.you ? say('group.you') : firstNameOf(person.name)
    const taken = facilitating.includes(person.id)
    // Without a date it says "now" already.
    const who = now ? (taken ? (from === null ? name : say('group.turnNow', { name })) : person.you ? say('group.turnYours') : say('group.turnTheirs', { name })) : swapped ? say('group.turnSwapped', { name }) : name
    return { key: `${from ?? at} ${person.id}`, when: from === null ? (now ? say('group.turnFirst') : say('group.turnThen')) : day(from), who, now }
  })
}

/** Everybody on the ring once, in the order in which their turn comes. */
export function ringPeople(turns: readonly TurnView[]): readonly { readonly id: string; readonly name: string }[] {
  return [...new Map(turns.map(({ person }) => [person.id, { id: person.id, name: person.name }])).values()]
}
