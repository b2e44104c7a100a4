// A group as scenarios speak of it: called, chartered, and whatever its people say in it.
import { toHex } from '#shared/base/bytes.ts'
import { deskOf } from '#shared/domain/desk/index.ts'
import type { ActId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import type { Intention } from '#shared/domain/fold.ts'
import { group as concept, intendCall, type Group, type GroupKind } from '#shared/domain/group/index.ts'
import type { GroupView } from '#shared/domain/group/view.ts'
import { Letter, type LetterDraft } from './letter.ts'
import type { Person } from './people.ts'

/** `ada.calls` would be nicer, but people need not know every concept. */
export function calls(by: Person, title: string, more: Partial<LetterDraft> & { why?: string; under?: readonly string[] } = {}): Letter {
  const { why, under, ...draft } = more
  const kind = (draft.kind ?? 'working group') as GroupKind
  const nonce = toHex(by.world.bytes(16))
  by.gives(orThrow(intendCall({ person: by.id, member: true, kind, title, topics: under ?? [], nonce, ...(why !== undefined && { text: why }) })))
  return new Letter({ words: 'As we said.', ...draft, kind, title }, by, 'group', nonce)
}

/** Offers a charter to those named, its author among them. */
export function charters(by: Person, group: Letter, people: readonly Person[], change: Partial<LetterDraft> = {}, parents?: readonly ActId[]): ActId {
  const offer = by.offerOf(group.with(change), [...new Set([by, ...people])], [])
  return group.give(by, 'offer', { offer: { ...offer, ...(parents && { parents }) } })
}

/** Called by the first, chartered with all of them. */
export function runs(title: string, people: readonly Person[], more: Partial<LetterDraft> = {}): Letter {
  const group = calls(people[0]!, title, more)
  charters(people[0]!, group, people)
  for (const person of people.slice(1)) person.accepts(group)
  return group
}

export const say = (by: Person, group: Letter, verb: string, more: Omit<Intention, 'person'> = {}): ActId => group.give(by, verb, more)

export const stateOf = (group: Letter, by: Person): Group => group.state(by) as Group

export const viewOf = (group: Letter, by: Person, asOf?: string): GroupView => group.asSeenBy(by, asOf).group!

export const names = (people: readonly { readonly name: string }[]): string[] => people.map(({ name }) => name)

export const membersOf = (group: Letter, by: Person): string[] => names(viewOf(group, by).members).sort()

/** [R13] The revisions that count between two of its people. */
export const between = (group: Letter, x: Person, y: Person): readonly ActId[] =>
  group.agreement(x).pairs.find((pair) => pair.between.includes(x.id) && pair.between.includes(y.id))?.revisions ?? []

/** Kinds of what stands on a person's desk that day. */
export function onDesk(group: Letter, by: Person, today = '2026-05-22'): string[] {
  const facts = concept.desk!(stateOf(group, by), { me: by.id, member: true, text: (hash) => by.device.replica.texts.get(hash) ?? null })
  return deskOf([{ record: group.id, title: '', facts }], { today, later: new Map() }).needs.map(({ kind }) => kind)
}
