// What people ask one another: rules Q1 to Q10.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '#shared/base/bytes.ts'
import type { ActId } from '#shared/base/ids.ts'
import { orThrow } from '#shared/base/result.ts'
import { intendAsk, intendReply, MAX_ANSWERS_EACH, question, type Question, type QuestionVerb } from '#shared/domain/question/index.ts'
import { recordId } from '#shared/domain/record/id.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'
import type { Replica } from '../harness/replica.ts'

const seen = (replica: Replica, id: string): Question => question.fold(replica.record(id).filter((act) => act.type.startsWith('question.')), replica.index)
const by = (person: Person, id: string): Question => seen(person.device.replica, id)
const why = (person: Person, id: string): string[] => by(person, id).ignored.map((one) => one.reason)
const member = (person: Person): boolean => person.device.replica.members().persons.get(person.id)?.member ?? false

function asks(person: Person, title: string, more: { to?: readonly Person[]; topics?: readonly string[]; text?: string } = {}): string {
  const nonce = toHex(person.world.bytes(16))
  const { to = [], topics = [], text } = more
  person.gives(orThrow(intendAsk({ person: person.id, member: member(person), title, topics, to: to.map((one) => one.id), nonce, ...(text && { text }) })))
  return recordId('question', person.id, nonce)
}
const says = (person: Person, id: string, verb: QuestionVerb, more: { text?: string; answer?: ActId } = {}): ActId =>
  person.gives(orThrow(intendReply(by(person, id), verb, { person: person.id, member: member(person), ...more })))
const words = (person: Person, id: string): (string | undefined)[] =>
  by(person, id).answers.map((one) => new TextDecoder().decode(person.device.replica.texts.get(one.text)))
const needs = (person: Person, id: string): string[] =>
  question.desk!(by(person, id), { me: person.id, member: member(person), text: () => null }).needs.map((need) => need.kind)

describe('a question', () => {
  test('is asked by who opens it, once, and of whom it names [Q1]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?', { to: [ben], topics: ['Steam traps'], text: 'The one by column 4.' })
    expect(by(chidi, id)).toMatchObject({ state: 'open', ask: { person: ada.id, title: 'Which trap ticks?', topics: ['Steam traps'], to: [ben.id] } })
    const body = { opener: ada.id, nonce: '0'.repeat(32), title: 'Who is paid best?', topics: [], to: [] }
    ben.signs('question.ask', recordId('question', ada.id, body.nonce), body)
    ben.signs('question.ask', id, { ...body, opener: ben.id })
    expect(by(chidi, recordId('question', ada.id, body.nonce)).ask).toBeNull()
    expect(why(chidi, id)).toEqual(['other record'])
    expect(by(chidi, id).ask?.title).toBe('Which trap ticks?')
  })

  test('is asked once, whatever its asker signs after [Q1]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const nonce = toHex(ada.world.bytes(16))
    const id = recordId('question', ada.id, nonce)
    const body = { opener: ada.id, nonce, title: 'Which trap ticks?', topics: [], to: [] }
    ada.signs('question.ask', id, body)
    ada.signs('question.ask', id, { ...body, title: 'Who did it?' })
    expect(by(ben, id).ask?.title).toBe('Which trap ticks?')
    expect(why(ben, id)).toEqual(['too many'])
  })

  test('is answered by anyone who knows it, asked or not, also once it is closed [Q2]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?', { to: [ben] })
    says(ben, id, 'answer', { text: 'The grey one.' })
    says(ada, id, 'close')
    says(chidi, id, 'answer', { text: 'The red one lies.' })
    expect(words(ada, id)).toEqual(['The grey one.', 'The red one lies.'])
    expect(by(ada, id).state).toBe('closed')
    const other = asks(ada, 'And now?')
    ben.signs('question.answer', 'f'.repeat(64), { text: 'a'.repeat(64) })
    expect(by(ada, other).answers).toEqual([])
    expect(by(ada, 'f'.repeat(64)).ask).toBeNull()
  })

  test('has answers that only their authors take back [Q3]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?')
    const grey = says(ben, id, 'answer', { text: 'The grey one.' })
    ada.signs('question.retract', id, { answer: grey })
    chidi.signs('question.retract', id, { answer: grey })
    expect(words(ada, id)).toEqual(['The grey one.'])
    expect(() => says(chidi, id, 'retract', { answer: grey })).toThrow('Only who gave an answer')
    says(ben, id, 'retract')
    expect(words(ada, id)).toEqual([])
    expect(ada.device.replica.counted.has(grey)).toBe(true)
  })

  test('was helped by what its asker says, who may say otherwise later [Q4, Q7]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?')
    const grey = says(ben, id, 'answer', { text: 'The grey one.' })
    ben.signs('question.helped', id, { answer: grey })
    chidi.signs('question.helped', id, { answer: grey })
    expect(by(ada, id)).toMatchObject({ state: 'open', answers: [{ helped: false }] })
    expect(() => says(ben, id, 'helped')).toThrow('the one who asked says')
    says(ada, id, 'helped')
    expect(by(chidi, id)).toMatchObject({ state: 'answered', answers: [{ helped: true }] })
    says(ada, id, 'unhelped')
    expect(by(chidi, id)).toMatchObject({ state: 'open', answers: [{ helped: false }] })
    says(ada, id, 'helped')
    says(ben, id, 'retract')
    expect(by(chidi, id).state).toBe('open')
  })

  test('says the same of what helped on every machine, from two devices ten years apart [Q4]', async () => {
    const { ada, ben, world } = await people('Ada', 'Ben')
    const phone = ada.addsDevice()
    phone.yearsOff = -10
    const id = asks(ada, 'Which trap ticks?')
    const grey = says(ben, id, 'answer', { text: 'The grey one.' })
    world.partition([ada, ben], [phone])
    says(ada, id, 'helped', { answer: grey })
    phone.signs('question.unhelped', id, { answer: grey })
    world.heal()
    expect(plain(by(phone, id))).toBe(plain(by(ben, id)))
    const [then] = by(ben, id).answers
    says(phone, id, then!.helped ? 'unhelped' : 'helped', { answer: grey })
    expect(by(ben, id).answers[0]!.helped).toBe(!then!.helped)
  })

  test('may be passed by who was asked, who may still answer [Q5]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?', { to: [ben] })
    chidi.signs('question.pass', id, {})
    expect(why(ada, id)).toEqual(['not for them'])
    says(ben, id, 'pass', { text: 'Ask Chidi.' })
    expect(by(ada, id).passed.map((one) => one.person)).toEqual([ben.id])
    expect(() => says(ben, id, 'pass')).toThrow('passed already')
    says(ben, id, 'answer', { text: 'The grey one, after all.' })
    expect(by(ada, id).passed).toEqual([])
  })

  test('is closed and opened again by its asker alone [Q6, Q7]', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const id = asks(ada, 'Which trap ticks?')
    ben.signs('question.close', id, {})
    expect(by(ada, id).state).toBe('open')
    expect(() => says(ben, id, 'close')).toThrow('Only the one who asked')
    says(ada, id, 'close', { text: 'Found it.' })
    expect(by(ben, id)).toMatchObject({ state: 'closed' })
    expect(by(ben, id).closing).not.toBeNull()
    ben.signs('question.reopen', id, {})
    says(ada, id, 'reopen')
    expect(by(ben, id)).toMatchObject({ state: 'open', closing: null })
    expect(() => says(ada, id, 'reopen')).toThrow('is not closed')
  })

  test('takes at most fifty answers of one person [Q8]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?')
    for (let n = 0; n < MAX_ANSWERS_EACH + 2; n++) ben.signs('question.answer', id, { text: 'a'.repeat(64) })
    says(chidi, id, 'answer', { text: 'The grey one.' })
    expect(by(ada, id).answers.length).toBe(MAX_ANSWERS_EACH + 1)
    expect(() => says(ben, id, 'answer', { text: 'One more.' })).toThrow('very often')
  })

  test('hears nothing new from who left, but the end of their own [Q9]', async () => {
    const { ada, ben, chidi } = await people('Ada', 'Ben', 'Chidi')
    const id = asks(ada, 'Which trap ticks?')
    const own = asks(ben, 'When is the fair?')
    says(ben, id, 'answer', { text: 'The grey one.' })
    ben.leaves()
    ben.signs('question.answer', id, { text: 'a'.repeat(64) })
    expect(words(chidi, id)).toEqual(['The grey one.'])
    says(ben, id, 'retract')
    says(ben, own, 'close')
    expect(words(chidi, id)).toEqual([])
    expect(by(chidi, own).state).toBe('closed')
    expect(() => says(ben, id, 'answer', { text: 'x' })).toThrow('You have left')
  })

  test('asks those it names until they answer, pass or it is closed; a topic asks nobody [Q10]', async () => {
    const { ada, ben, chidi, dewi } = await people('Ada', 'Ben', 'Chidi', 'Dewi')
    const id = asks(ada, 'Which trap ticks?', { to: [ben, chidi, dewi] })
    expect([ada, ben, chidi, dewi].map((one) => needs(one, id))).toEqual([[], ['asked'], ['asked'], ['asked']])
    says(ben, id, 'answer', { text: 'The grey one.' })
    says(chidi, id, 'pass')
    expect([ben, chidi, dewi].map((one) => needs(one, id))).toEqual([[], [], ['asked']])
    const facts = question.desk!(by(ada, id), { me: ada.id, member: true, text: () => null })
    expect(facts).toMatchObject({ mine: true, waitsFor: [dewi.id] })
    says(ada, id, 'close')
    expect(needs(dewi, id)).toEqual([])
    const everyone = asks(ada, 'Who knows bees?', { topics: ['Bees'] })
    expect([ben, chidi].map((one) => needs(one, everyone))).toEqual([[], []])
  })

  test('is refused with a way out where it can not be asked', async () => {
    const { ada, ben } = await people('Ada', 'Ben')
    const tried = (more: object): string | null => {
      const result = intendAsk({ person: ada.id, member: true, title: 'Why?', topics: [], to: [], nonce: '0'.repeat(32), ...more })
      return result.ok ? null : result.problem.code
    }
    expect(tried({ to: [ada.id] })).toBe('question.self')
    expect(tried({ title: '  ' })).toBe('question.malformed')
    expect(tried({ topics: ['Bees', 'bees'] })).toBe('topic.malformed')
    expect(tried({ text: 'x'.repeat(20_001) })).toBe('question.long')
    expect(tried({ member: false })).toBe('question.left')
    expect(tried({ to: [ben.id] })).toBeNull()
  })
})

test('a question is the same in any order, twice or not, with forks and parted networks [Q4, Q6]', async () => {
  await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
    const chance = new Chance(seed)
    const { ada, ben, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben')
    const id = asks(ada, 'Which trap ticks?', { to: [ben] })
    const voices = [ada, ben, ada.addsDevice(), ben.copiesTheFolder()]
    world.heal()
    for (let step = 0; step < 24; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      const answers = by(person, id).answers.map((one) => one.act)
      if (dice < 0.15) world.partition(voices.slice(0, 2), voices.slice(2))
      else if (dice < 0.3) world.heal()
      else if (dice < 0.5 || answers.length === 0) person.signs('question.answer', id, { text: toHex(chance.bytes(32)) })
      else if (dice < 0.8) person.signs(`question.${chance.pick(['helped', 'unhelped', 'retract'])}`, id, { answer: chance.pick(answers) })
      else person.signs(`question.${chance.pick(['close', 'reopen', 'pass'])}`, id, {})
    }
    world.heal()
    expect(plain(seen(inAnotherOrder(world.acts(), world.workspace, chance), id))).toBe(plain(by(ada, id)))
  }), { numRuns: 25 })
})
