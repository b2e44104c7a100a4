// Minutes: signed by who keeps them, spoken of by others, binding nobody. Rules MN1 to MN7.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProblemError } from '#shared/base/result.ts'
import { linesIn, minutes, type Minutes } from '#shared/domain/minutes/index.ts'
import { textHash } from '#shared/domain/record/id.ts'
import type { Block } from '#shared/domain/record/view.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { contextOf, type Letter, type LetterDraft } from '../harness/letter.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'

const state = (person: Person, of: Letter): Minutes => of.state(person) as Minutes
const GROUP = 'a'.repeat(64)

function keeps(person: Person, title: string, more: Partial<LetterDraft> = {}, ...there: readonly Person[]): Letter {
  const made = person.drafts(title, { kind: 'minutes', on: '2026-05-20', links: [{ id: 'g', how: 'of group', record: GROUP, title: 'Steam & Energy' }], ...more })
  person.offers(made).to(...there)
  return made
}

function refused(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    const { problem } = error as ProblemError
    if (!problem) throw error
    return problem.code
  }
}
const says = (person: Person, of: Letter): (string | null)[][] => of.asSeenBy(person).minutes!.memories.map((one) => [one.person.name, one.says, one.text, `rev ${one.revision}`])

describe('minutes', () => {
  test('are signed by who opened them, for themselves and for nobody else [MN1, AG9]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const made = keeps(ada, 'Steam & Energy, 20 May', {}, ben)
    expect(made.asSeenBy(ben)).toMatchObject({
      state: 'signed', needsMe: null,
      minutes: { keeper: { id: ada.id }, on: '2026-05-20', groups: [{ record: GROUP }], there: [{ id: ben.id, you: true }], memories: [] },
    })
    const other = ada.drafts('For Ben', { kind: 'minutes' })
    expect(refused(() => other.give(ada, 'offer', { offer: ada.offerOf(other, [ben], []) }))).toBe('offer.own')
    expect(refused(() => ben.amends(made, { words: 'Ada was late.', people: [ben], to: [] }))).toBe('minutes.keeper')
    expect(made.asSeenBy(ben).possible.find(({ verb }) => verb === 'offer')).toMatchObject({ allowed: false })
    const { id: revision } = state(ben, made).agreement.revisions[0]!
    const offer = ben.offerOf(made.with({ words: 'Ada was late.' }), [ben], [ada])
    ben.device.replica.keep(offer.terms)
    for (const people of [[ben.id], [ada.id]]) {
      ben.signs('minutes.offer', made.id, { kind: 'minutes', people, to: [], terms: textHash(offer.terms), parents: [revision], opener: ada.id, nonce: made.nonce })
    }
    expect(made.ignored(ada)).toEqual(['drops a party', 'not for them'])
    // Who was named as having been there and was not is named no more.
    ada.amends(made, { to: [] })
    expect(made.asSeenBy(ben)).toMatchObject({ revision: 2, minutes: { there: [] } })
    const own = keeps(ben, 'Steam & Energy, 20 May')
    expect(own.asSeenBy(ada).minutes!.keeper!.id).toBe(ben.id)
    expect(made.asSeenBy(ada).state).toBe('signed')
  })

  test('bind nobody: no part, no hours, no yes is asked [MN2, MN5]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const made = keeps(ada, '20 May', { words: 'Ben brings the bread.' })
    for (const person of [ada, ben]) {
      const facts = minutes.desk!(state(person, made), { me: person.id, member: true, text: contextOf(person).text })
      expect(facts).toMatchObject({ needs: [], promised: [], dated: [], hours: [], waitsFor: [] })
    }
    expect(minutes.given).toBeUndefined()
    expect(made.asSeenBy(ben).needsMe).toBeNull()
    expect(refused(() => made.give(ben, 'accept', {}))).toBe('verb.unknown')
    ben.signs('minutes.accept', made.id, { revision: state(ben, made).agreement.revisions[0]!.id, terms: state(ben, made).agreement.revisions[0]!.terms })
    ben.signs('minutes.stepout', made.id, {})
    expect(made.ignored(ada)).toEqual(['unknown verb', 'unknown verb'])
  })

  test('hear from any member that so it was, or what they remember otherwise [MN3]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const made = keeps(ada, '20 May')
    made.give(ben, 'sowas', {})
    made.give(chidi, 'remember', { text: 'We said Thursday.' })
    expect(refused(() => made.give(ada, 'sowas', {}))).toBe('minutes.own')
    expect(refused(() => made.give(dewi, 'remember', { text: ' ' }))).toBe('text.missing')
    expect(refused(() => made.give(ben, 'sowas', {}))).toBe('minutes.said')
    expect(says(ada, made)).toEqual([['Ben', 'so it was', null, 'rev 1'], ['Chidi', 'otherwise', 'We said Thursday.', 'rev 1']])
    const { id: revision, terms } = state(ada, made).agreement.revisions[0]!
    ada.signs('minutes.sowas', made.id, { revision, terms })
    expect(made.ignored(ben)).toEqual(['not for them'])
    expect(made.asSeenBy(ben).state).toBe('signed')
  })

  test('hear it of exactly these words, and the newest word of each stands [MN4]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const made = keeps(ada, '20 May')
    const first = state(ben, made).agreement.revisions[0]!
    ben.signs('minutes.sowas', made.id, { revision: first.id, terms: textHash(new Uint8Array([1])) })
    expect(made.ignored(ada)).toEqual(['other words'])
    made.give(ben, 'remember', { text: 'We said Thursday.' })
    made.give(ben, 'sowas', {})
    expect(says(ada, made)).toEqual([['Ben', 'so it was', null, 'rev 1']])
    ada.amends(made, { words: 'We said Friday.' })
    expect(made.asSeenBy(ben).minutes!.memories).toMatchObject([{ revision: 1, newest: false }])
    made.give(ben, 'remember', { text: 'Thursday.' })
    expect(says(ada, made)).toEqual([['Ben', 'so it was', null, 'rev 1'], ['Ben', 'otherwise', 'Thursday.', 'rev 2']])
    expect(made.asSeenBy(ben).timeline.map(({ verb }) => verb)).toEqual(['sign', 'remember', 'sowas', 'sign', 'remember'])
  })

  test('are taken back by their keeper alone, and stay readable [MN6, MN7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const made = keeps(ada, '20 May')
    made.give(ben, 'remember', { text: 'We said Thursday.' })
    expect(refused(() => made.give(ben, 'withdraw', {}))).toBe('withdraw.nothing')
    ada.leaves()
    ben.leaves()
    expect(refused(() => ada.amends(made, { words: 'Friday.' }))).toBe('person.left')
    expect(refused(() => made.give(ben, 'sowas', {}))).toBe('person.left')
    ben.signs('minutes.sowas', made.id, { revision: state(ben, made).agreement.revisions[0]!.id, terms: state(ben, made).agreement.revisions[0]!.terms })
    expect(says(chidi, made)).toEqual([['Ben', 'otherwise', 'We said Thursday.', 'rev 1']])
    made.give(ada, 'withdraw', {})
    expect(made.asSeenBy(chidi)).toMatchObject({ state: 'ended', title: '20 May', minutes: { keeper: { id: ada.id }, memories: [{ text: 'We said Thursday.' }] } })
    expect(refused(() => made.give(chidi, 'sowas', {}))).toBe('minutes.none')
  })
})

describe('what a meeting left to do', () => {
  const paragraph = (text: string, person?: string): Block => ({ type: 'paragraph', content: [{ text, ...(person && { person }) }] })
  const lines = (...words: Block[]) => linesIn({ sections: [{ voice: 'to do', words }, { voice: 'said', words: [paragraph('Not this.')] }] }, 'to do')

  test('is read line by line, whatever it is written in, each with an id that its words keep [MN5]', () => {
    const found = lines(
      paragraph('Bring the bread', 'b'.repeat(64)), { type: 'heading', content: [{ text: 'Later' }] },
      { type: 'checklist', items: [{ done: true, words: [paragraph('Ask Dewi')] }, { done: false, words: [paragraph('  Sweep\nup ')] }] },
      { type: 'bullets', items: [[paragraph('Ask Dewi')], [paragraph('')]] },
      { type: 'table', head: true, rows: [[[paragraph('What')], [paragraph('Who')]], [[paragraph('Order tea')], [paragraph('Chidi')]]] },
    )
    expect(found.map(({ words, done }) => [words, done])).toEqual([['Bring the bread', false], ['Ask Dewi', true], ['Sweep up', false], ['Order tea Chidi', false]])
    expect(found[0]!.people).toEqual(['b'.repeat(64)])
    expect(found[0]!.id).toMatch(/^[0-9a-z]{1,32}$/)
    expect(lines({ type: 'numbers', items: [[paragraph('Bring the bread')]] })[0]!.id).toBe(found[0]!.id)
  })
})

test('minutes are the same in any order, with parted networks and clocks ten years apart [MN3, MN4]', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben')
    const made = keeps(ada, '20 May')
    const voices = [ada, ben, ada.addsDevice(), ben.addsDevice()]
    voices.forEach((voice, at) => { voice.yearsOff = at * 10 - 20 })
    for (let step = 0; step < 20; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      if (dice < 0.2) world.partition(voices.slice(0, 2), voices.slice(2))
      else if (dice < 0.35) world.heal()
      else if (dice < 0.5) refused(() => person.amends(made, { words: `Words ${step}` }))
      else refused(() => made.give(person, chance.pick(['sowas', 'remember', 'withdraw']), { text: `Said ${step}` }))
    }
    world.heal()
    const order = inAnotherOrder(world.acts(), world.workspace, chance)
    for (const voice of voices) expect(plain(state(voice, made))).toBe(plain(minutes.fold(order.record(made.id), order.index)))
    for (const one of state(ada, made).memories) expect(one.person).toBe(ben.id)
  }), { numRuns: 30 })
})
