// A thousand people are asked by one press: in as many acts as it takes, each group under its name.
import { describe, expect, test } from 'vitest'
import type { PersonId } from '#shared/base/ids.ts'
import { askingsOf, inParts, MAX_ASKED } from '#shared/domain/decision/index.ts'
import { people } from '../../harness/people.ts'
import { idFrom } from './fake.ts'

const crowd = (from: number, to: number): PersonId[] => Array.from({ length: to - from }, (_, at) => idFrom(from + at) as PersonId)

describe('whom one act asks', () => {
  test('is at most two hundred, and everybody is in one of them once', () => {
    const all = crowd(0, 999)
    const asked = askingsOf(all, [{ record: null, people: all }])
    expect(asked.map((one) => [one.people.length, one.group])).toEqual([[200, null], [200, null], [200, null], [200, null], [199, null]])
    expect(asked.flatMap((one) => one.people)).toEqual(all)
    expect(inParts(crowd(0, MAX_ASKED))).toHaveLength(1)
    expect(askingsOf([], [])).toEqual([])
  })

  test('is of one group: two that were chosen keep their names, also a small one within a large', () => {
    const [boiler, dairy] = [crowd(0, 3), crowd(0, 250)]
    const asked = askingsOf([...dairy, idFrom(900)], [{ record: 'dairy', people: dairy }, { record: 'boiler', people: boiler }, { record: null, people: [...dairy, idFrom(900)] }])
    expect(asked.map((one) => [one.group, one.people.length])).toEqual([['boiler', 3], ['dairy', 200], ['dairy', 47], [null, 1]])
  })

  test('is nobody who was taken out of the choice again', () => {
    expect(askingsOf(crowd(0, 2), [{ record: 'boiler', people: crowd(0, 3) }])).toEqual([{ people: crowd(0, 2), group: 'boiler' }])
  })
})

test('a thousand are asked, and who says nothing is gone on without in as many acts: then it is decided [AD5, AD6, AD7]', async () => {
  const { ada, ben } = await people('Ada', 'Ben')
  const roof = ada.drafts('A new roof', { kind: 'decision' })
  ada.offers(roof).toAnyone()
  const all = [ben.id, ...crowd(1, 1000)]
  for (const { people: some } of askingsOf(all, [])) roof.give(ada, 'ask', { people: some as PersonId[] })
  const asked = roof.asSeenBy(ada).decision!
  expect([asked.advisers.length, asked.open.length, asked.phase]).toEqual([1000, 1000, 'seeking advice'])
  roof.give(ben, 'advise', { text: 'Slate.' })
  roof.give(ada, 'answer', { about: ben.id, used: 'yes', text: 'In rev 1.' })
  for (const some of inParts(all.filter((id) => id !== ben.id))) {
    expect(roof.asSeenBy(ada).possible.find(({ verb }) => verb === 'decide')!.allowed).toBe(false)
    roof.give(ada, 'waive', { people: some, text: 'Ten days are over.' })
  }
  roof.give(ada, 'decide', {})
  for (const person of [ada, ben]) expect(roof.asSeenBy(person)).toMatchObject({ state: 'decided', decision: { open: [] } })
})
