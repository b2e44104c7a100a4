// Decisions as people see them: what may be said now and why not, what asks whom, how widely to ask. Rules AD1 to AD16.
import { describe, expect, test } from 'vitest'
import type { Intention } from '#shared/domain/fold.ts'
import { breadthOf, decision } from '#shared/domain/decision/index.ts'
import type { RecordDetail } from '#shared/domain/record/view.ts'
import { contextOf, type LetterDraft } from '../harness/letter.ts'
import { people, type Person } from '../harness/people.ts'

type Said = Omit<Intention, 'person'>

const SIZED = { reach: 'many', undo: 'effort', spend: 'some', adviceBy: '2026-05-25', review: '2026-12-01' } as const

const three = async (more: Partial<LetterDraft> = {}) => {
  const all = await people('Ada', 'Ben', 'Chidi')
  const { ada } = all
  const retort = ada.drafts('A second-hand retort for Line 2', { kind: 'decision', words: 'To buy the 2019 retort.', ...SIZED, ...more } as Partial<LetterDraft>)
  const proposes = (more: Said = {}, words?: string) => retort.give(ada, 'offer', { ...more, offer: ada.offerOf(words === undefined ? retort : retort.with({ words }), [ada], []) })
  const says = (person: Person, verb: string, more: Said = {}) => retort.give(person, verb, more)
  const seen = (person: Person, asOf?: string): RecordDetail => retort.asSeenBy(person, asOf)
  const may = (person: Person, verb: string) => seen(person).possible.find((one) => one.verb === verb)!
  const desk = (person: Person) => decision.desk!(retort.state(person) as never, { ...contextOf(person), me: person.id, member: true })
  const needs = (person: Person) => desk(person).needs.map(({ kind }) => kind)
  return { ...all, retort, proposes, says, seen, may, desk, needs }
}

describe('a decision after advice', () => {
  test('goes from proposed to decided; each sees what is asked of them, and why something is closed [AD4, AD5, AD6]', async () => {
    const { ada, ben, chidi, proposes, says, seen, may, needs, desk } = await three()
    proposes()
    expect(seen(ada)).toMatchObject({ state: 'framing', kind: 'decision', title: 'A second-hand retort for Line 2', offer: 1, due: '2026-05-25', needsMe: null })
    expect(may(ada, 'decide')).toEqual({ verb: 'decide', revision: null, allowed: false, reason: 'Nobody has been asked for advice yet.' })
    expect(may(ben, 'decide').reason).toBe('Somebody else decides this.')
    expect(may(ada, 'decidealone').allowed).toBe(true)
    says(ada, 'ask', { people: [ben.id], as: 'affected', text: 'It stands beside your boiler.' })
    says(ada, 'ask', { people: [chidi.id], as: 'expert' })
    expect(seen(ben)).toMatchObject({ state: 'seeking', needsMe: 'advise', decisionRow: { asksMe: true, mine: false } })
    expect([needs(ben), needs(chidi), needs(ada)]).toEqual([['advise'], ['advise'], ['advice over']])
    expect(seen(ada).decision!.open.map(({ says: words }) => words)).toEqual(expect.arrayContaining([
      'Ben was asked and has said nothing on these words.', 'Chidi was asked and has said nothing on these words.',
    ]))
    expect(desk(ben).dated).toMatchObject([{ day: '2026-05-25', kind: 'due', state: 'open', people: [ada.id] }])
    says(ben, 'advise', { text: 'Only if Line 1 starts later.', concern: true })
    expect([seen(ada).needsMe, needs(ada)]).toEqual(['answer advice', ['answer advice', 'advice over']])
    says(chidi, 'pass')
    expect(seen(ben).state).toBe('considering')
    expect(may(ada, 'decide').reason).toBe('One advice has no answer.')
    says(ada, 'answer', { used: 'partly', text: 'Start times are staggered.' })
    expect(needs(ada)).toEqual(['decide'])
    const [own] = seen(chidi).decision!.advisers
    expect(own).toMatchObject({
      name: 'Ben', reach: 'replied', standing: 'answered', as: ['affected'], why: ['It stands beside your boiler.'],
      advice: [{ text: 'Only if Line 1 starts later.', concern: true, revision: 1, answers: [{ used: 'partly', text: 'Start times are staggered.', name: 'Ada' }] }],
    })
    says(ada, 'decide', { text: 'We buy it.', to: [chidi.id, ada.id] })
    expect(seen(chidi).decision!.outcomes[0]!.tell).toMatchObject([{ name: 'Chidi', you: true }])
    for (const person of [ada, ben, chidi]) {
      expect(seen(person)).toMatchObject({ state: 'decided', revision: 1, offer: null, due: null, review: '2026-12-01', needsMe: null, decision: { open: [], outcomes: [{ text: 'We buy it.', withoutAdvice: false }] } })
    }
    expect(may(ada, 'decide').reason).toBe('Rev 1 is decided.')
    expect([seen(ada, '2026-11-30').flags, seen(ada, '2026-12-01').flags]).toEqual([[], ['review due']])
    expect(needs(ada)).toEqual(['review'])
    expect(desk(ada).dated).toMatchObject([{ day: '2026-12-01', kind: 'review' }])
    says(ada, 'review', { outcome: 'keep', text: 'Not one batch was lost.' })
    expect(seen(ben)).toMatchObject({ state: 'reviewed', review: null, flags: [] })
    expect(needs(ada)).toEqual([])
  })

  test('refuses nothing to who decides but what would say nothing: waiver and reason are always left [AD7, AD9, AD12]', async () => {
    const { ada, ben, chidi, proposes, says, may, seen } = await three()
    proposes()
    expect(() => says(ada, 'ask', { people: [ada.id] })).toThrow('Who decides is not asked')
    expect(() => says(ada, 'advise', { text: 'Buy it.' })).toThrow('your own word is no advice')
    expect(() => says(ada, 'waive', { people: [ben.id] })).toThrow('A waiver needs its reason.')
    says(ada, 'ask', { people: [ben.id, chidi.id] })
    says(ben, 'advise', { text: 'Never.', concern: true })
    says(ben, 'advise', { text: 'Never, ever.', concern: true })
    expect(may(ada, 'decide').allowed).toBe(false)
    says(ada, 'waive', { people: [ben.id, chidi.id], text: 'The offer ends tonight.' })
    expect(may(ada, 'decide').allowed).toBe(true)
    says(ada, 'decide')
    expect(seen(ben).decision!.advisers.map(({ reach }) => reach)).toEqual(['waived', 'waived'])
  })

  test('without advice needs its reason, and all see it; who should know is told [AD9, AD16]', async () => {
    const { ada, ben, chidi, proposes, says, seen, desk } = await three()
    proposes()
    expect(() => says(ada, 'decidealone')).toThrow('Deciding without advice needs its reason.')
    expect(() => says(ben, 'decidealone', { text: 'I say so.' })).toThrow('Somebody else decides this.')
    says(ada, 'decidealone', { text: 'The roof leaks now.', to: [ben.id] })
    expect([desk(ben).mine, desk(chidi).mine]).toEqual([true, false])
    expect(seen(ben)).toMatchObject({ state: 'decided', decisionRow: { withoutAdvice: true }, decision: { outcomes: [{ withoutAdvice: true, text: 'The roof leaks now.' }] } })
  })

  test('keeps advice where only the wording changed; anybody may dispute that [AD8]', async () => {
    const { ada, ben, chidi, proposes, says, seen, may } = await three()
    expect(() => proposes({ wording: true })).toThrow('These are the first words')
    proposes()
    expect(() => proposes({ wording: true })).toThrow('These are the very words that stand already.')
    says(ada, 'ask', { people: [ben.id] })
    says(ben, 'advise', { text: 'Test the seal.' })
    says(ada, 'answer', { used: 'yes', text: 'Booked.' })
    proposes({ wording: true }, 'To buy the retort of 2019.')
    expect(may(ada, 'decide').allowed).toBe(true)
    says(chidi, 'dispute', { text: 'It says another year.' })
    expect(seen(ada).decision!.wording).toMatchObject([{ revision: 2, disputes: [{ name: 'Chidi', text: 'It says another year.' }] }])
    proposes({}, 'To lease one.')
    expect(seen(ben)).toMatchObject({ state: 'seeking', needsMe: 'advise', offer: 3 })
  })

  test('hears what was said aloud once it is confirmed, and what is said late [AD4, AD10]', async () => {
    const { ada, ben, chidi, proposes, says, seen, needs } = await three()
    proposes()
    says(ada, 'ask', { people: [ben.id] })
    expect(() => says(ada, 'note', { about: ada.id, text: 'Yes.' })).toThrow('That would be your own advice.')
    says(ada, 'note', { about: ben.id, text: 'Stagger the start.' })
    expect([seen(ben).needsMe, needs(ben)]).toEqual(['confirm', ['confirm']])
    says(ben, 'confirm')
    expect(seen(ada).decision!.advisers[0]).toMatchObject({ advice: [{ text: 'Stagger the start.', notedBy: { name: 'Ada' } }], unconfirmed: [] })
    says(ada, 'answer', { used: 'yes', text: 'Done.' })
    says(ada, 'decide')
    says(chidi, 'touches', { text: 'It darkens my window.' })
    says(chidi, 'advise', { text: 'Put it on the other side.' })
    expect(seen(ada)).toMatchObject({ state: 'decided', decision: { outcomes: [{ since: [{ name: 'Chidi' }, { name: 'Chidi' }] }] } })
    expect(needs(ada)).toEqual(['answer advice', 'review'])
    says(ada, 'answer', { about: chidi.id, used: 'no', text: 'The pipe is here.' })
    expect(needs(ada)).toEqual(['review'])
  })

  test('is handed on by the consent of both; who advises may then decide [AD2]', async () => {
    const { ada, ben, chidi, proposes, says, seen, needs, may } = await three()
    proposes()
    says(ada, 'ask', { people: [ben.id, chidi.id] })
    expect(() => says(ben, 'takeon')).toThrow('Nobody has handed this on to you.')
    says(ada, 'handon', { to: [ben.id], text: 'You know the line.' })
    expect([seen(ben).needsMe, needs(ben)[0]]).toEqual(['take on', 'take on'])
    expect(() => says(ada, 'handon', { to: [ben.id] })).toThrow('You have asked them to take it already.')
    says(ben, 'takeon')
    expect(seen(chidi).decision).toMatchObject({ deciders: [{ name: 'Ben' }], handed: [], advisers: [{ name: 'Chidi' }] })
    expect([may(ada, 'decide').allowed, may(ada, 'advise').allowed]).toEqual([false, true])
  })

  test('is nobody\'s once all who had it have left: given to nobody, asking nobody, told to all; and theirs again if they come back [AD15]', async () => {
    const { ada, ben, chidi, proposes, says, seen, needs, may } = await three()
    proposes()
    says(ada, 'ask', { people: [ben.id] })
    expect(seen(ben)).toMatchObject({ needsMe: 'advise', decision: { nobodyDecides: false } })
    says(ada, 'handon', { to: [chidi.id] })
    ada.leaves()
    expect(seen(ben)).toMatchObject({ needsMe: null, state: 'seeking', decisionRow: { nobodyDecides: true, asksMe: false }, decision: { nobodyDecides: true, deciders: [{ name: 'Ada' }] } })
    expect(needs(ben)).toEqual([])
    for (const verb of ['decide', 'decidealone', 'ask', 'waive', 'offer', 'review', 'drop']) expect(may(ben, verb).allowed).toBe(false)
    expect(may(ben, 'takeon').reason).toBe('Nobody has handed this on to you.')
    // What Ada said while she was here holds: whom she would hand it on to may take it.
    expect(needs(chidi)).toEqual(['take on'])
    says(chidi, 'takeon')
    expect(seen(ben)).toMatchObject({ needsMe: 'advise', decision: { nobodyDecides: false, deciders: [{ name: 'Chidi' }] } })
  })

  test('stands as it was decided, where who decided has left [AD15]', async () => {
    const { ada, ben, proposes, says, seen, needs, may } = await three()
    proposes()
    says(ada, 'decidealone', { text: 'The roof leaks now.' })
    ada.leaves()
    expect(seen(ben)).toMatchObject({ state: 'decided', decision: { nobodyDecides: true, outcomes: [{ name: 'Ada' }] } })
    expect([needs(ben), may(ben, 'review').allowed]).toEqual([[], false])
  })

  test('goes on over a partition, with a clock ten years behind: all see the same, and what came late [AD6, AD10]', async () => {
    const { ada, ben, chidi, world, proposes, says, seen } = await three()
    proposes()
    says(ada, 'ask', { people: [ben.id] })
    chidi.yearsOff = -10
    world.partition([ada, ben], [chidi])
    says(chidi, 'advise', { text: 'Lease it.' })
    says(ben, 'pass')
    says(ada, 'decide')
    expect(seen(chidi).state).toBe('seeking')
    world.heal()
    const all = [ada, ben, chidi].map((person) => seen(person).decision!)
    for (const one of all) expect(one).toMatchObject({ phase: 'decided', outcomes: [{ since: [{ name: 'Chidi', text: 'Lease it.' }] }] })
  })
})

test('whoever says late that it touches them stands on the desk of who decided, until they are asked, or answered [AD10]', async () => {
  const { ada, ben, chidi, proposes, says, seen, needs, desk } = await three()
  proposes()
  says(ada, 'ask', { people: [ben.id] })
  says(ben, 'pass')
  says(ada, 'decide')
  says(chidi, 'touches', { text: 'My window' })
  expect(needs(ada)).toEqual(['touched', 'review'])
  expect(desk(ada).needs[0]).toMatchObject({ by: chidi.id })
  expect([needs(ben), needs(chidi)]).toEqual([[], []])
  says(ada, 'ask', { people: [chidi.id] })
  expect([needs(ada), seen(ada).flags, seen(ada).state]).toEqual([['review'], [], 'decided'])
  // Asked, they are told so; what they say is late advice.
  expect([needs(chidi), seen(chidi).needsMe, needs(ben)]).toEqual([['advise'], 'advise', []])
  says(chidi, 'advise', { text: 'Higher, then.' })
  expect([needs(chidi), needs(ada), seen(ada).state]).toEqual([[], ['answer advice', 'review'], 'decided'])
})

describe('bad input', () => {
  test('an adviser who left, words that are not here, nothing said of its size: shown, and never in the way [AD14]', async () => {
    const { ada, ben, chidi, proposes, says, seen, may } = await three({ reach: undefined, undo: undefined, spend: undefined, adviceBy: undefined } as never)
    const first = proposes()
    expect(seen(ada).decision).toMatchObject({ size: { reach: null, undo: null }, breadth: { unsaid: ['reach', 'undo'] }, adviceBy: null })
    says(ada, 'ask', { people: [ben.id] })
    ben.leaves()
    expect(seen(ben).possible.filter(({ allowed }) => allowed).map(({ verb }) => verb)).toEqual(['pass'])
    expect(seen(ada).decision!.open).toMatchObject([{ what: 'silent', left: true, says: 'Ben was asked, and has left without a word on these.' }])
    says(ada, 'waive', { people: [ben.id], text: 'Has left.' })
    expect(may(ada, 'decide').allowed).toBe(true)
    const { texts } = chidi.device.replica
    texts.delete(seen(ada).revisions.find(({ id }) => id === first)!.words as never)
    expect(seen(chidi)).toMatchObject({ title: 'Terms unavailable', unavailable: true, decision: { size: null, breadth: null } })
    expect(may(chidi, 'advise')).toMatchObject({ allowed: false, reason: 'The words of rev 1 are not on this device yet.' })
  })
})

describe('how widely to ask', () => {
  test('follows from people, undoing and cost, and says so in words', () => {
    expect(breadthOf({ reach: 'many', undo: 'effort', spend: 'some' })).toMatchObject({
      row: 1, column: 1, touched: 'all of them', experts: 2, days: 5,
      says: 'It touches many, takes effort to undo, and costs some time or money. So: ask everybody it touches and two people who know, and leave 5 days.',
    })
    expect(breadthOf({ reach: 'one', undo: 'easy', spend: 'none' })).toMatchObject({ row: 0, column: 0, experts: 1, days: 1 })
    expect(breadthOf({ reach: 'all', undo: 'hard', spend: 'much' })).toMatchObject({ row: 2, column: 2, experts: 3, days: 10 })
  })

  test('never narrows as it grows', () => {
    const reaches = ['one', 'few', 'many', 'all'] as const
    const undos = ['easy', 'effort', 'hard'] as const
    const spends = ['none', 'some', 'much'] as const
    for (const undo of undos) for (const spend of spends) {
      const days = reaches.map((reach) => breadthOf({ reach, undo, spend }).days)
      expect(days).toEqual([...days].sort((a, b) => a - b))
    }
    for (const reach of reaches) for (const spend of spends) {
      const experts = undos.map((undo) => breadthOf({ reach, undo, spend }).experts)
      expect(experts).toEqual([...experts].sort())
    }
  })
})
