import { describe, expect, test } from 'vitest'
import type { Json } from '#shared/acts/canonical.ts'
import { people, type Person } from '../harness/people.ts'
import type { Letter } from '../harness/letter.ts'

/** Everything that a stranger, or the other party, could sign about a record, whether it makes sense or not. */
function everySaying(letter: Letter, of: Person): [string, Record<string, Json>][] {
  const { revisions, opener, nonce } = letter.agreement(of)
  const claims = letter.commitment(of).parts.flatMap((part) => part.claims)
  return revisions.flatMap(({ id: revision, terms, people, to }) => [
    ['accept', { revision, terms }],
    ['decline', { revision }],
    ['withdraw', { revision }],
    ['stepout', {}],
    ['question', { revision, text: terms }],
    ['checkin', { revision, text: terms }],
    ['fulfil', { revision }],
    ...people.map((person): [string, Record<string, Json>] => ['release', { revision, person }]),
    ...claims.map((claim): [string, Record<string, Json>] => ['acknowledge', { claim: claim.act }]),
    ['offer', { kind: 'mutual', people: [...people, ...to], to: [], terms, parents: [revision], opener, nonce }],
    ['offer', { kind: 'promise', people: people.slice(0, 1), to: [...people.slice(1), ...to, of.id], terms, parents: [revision], opener, nonce }],
  ] as [string, Record<string, Json>][])
}

describe('nobody speaks for another', () => {
  test('a stranger signing every act about a record changes nothing in it', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.claims(letter)
    ada.amends(letter, { words: 'Bread on Mondays.' })
    const before = { ...letter.commitment(ada), ignored: [], agreement: { ...letter.agreement(ada), ignored: [], tips: [] } }
    const sayings = everySaying(letter, chidi)
    for (const [verb, body] of sayings) chidi.signs(`commitment.${verb}`, letter.id, body)
    expect(letter.ignored(ada)).toHaveLength(sayings.length)
    const after = { ...letter.commitment(ada), ignored: [], agreement: { ...letter.agreement(ada), ignored: [], tips: [] } }
    expect(after).toEqual(before)
  })

  test('a party signing every act never moves what the other party said', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const letter = ada.drafts('Bread on Fridays')
    ada.offers(letter).to(ben)
    ben.accepts(letter)
    ada.claims(letter)
    const second = ada.amends(letter, { words: 'Bread on Mondays.' })
    const adas = () => letter.agreement(ben).revisions.slice(0, 2)
      .map((revision) => [revision.accepted.includes(ada.id), revision.answers.get(ada.id)])
    const before = adas()
    for (const [verb, body] of everySaying(letter, ben)) ben.signs(`commitment.${verb}`, letter.id, body)
    expect(adas()).toEqual(before)
    expect(letter.agreement(ben).revisions.find((revision) => revision.id === second)!.accepted).toContain(ada.id)
    // Ben acknowledged and released only what was for Ben; Ada's own word about Ben's part is not there.
    expect(letter.commitment(ada).parts.filter((part) => part.person === ben.id).every((part) => part.released.length === 0)).toBe(true)
  })

  test('an act in Ada\'s name from a device that is not hers has no effect', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const letter = ben.drafts('Bread on Fridays')
    const revision = ben.offers(letter).to(ada)
    const { terms } = letter.agreement(chidi).revisions[0]!
    chidi.signs('commitment.accept', letter.id, { revision, terms }, ada.id)
    chidi.signs('commitment.stepout', letter.id, {}, ben.id)
    chidi.signs('membership.leave', '', {}, ada.id)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'offered', needsMe: 'answer' })
    expect(letter.ignored(ada)).toEqual(['device not theirs', 'device not theirs'])
    expect(ada.device.replica.members().persons.get(ada.id)!.member).toBe(true)
  })

  test('no one can acknowledge or release a promise that was made to another', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const promise = ada.promises('Bring the audit notes', [ben])
    const claim = ada.claims(promise)
    const { id: revision } = promise.agreement(ada).revisions[0]!
    for (const person of [ada, chidi]) {
      person.signs('commitment.acknowledge', promise.id, { claim })
      person.signs('commitment.release', promise.id, { revision, person: ada.id })
    }
    expect(promise.asSeenBy(ben).state).toBe('in force')
    expect(promise.ignored(ben)).toEqual(['not for them', 'not for them', 'not for them', 'not for them'])
  })
})
