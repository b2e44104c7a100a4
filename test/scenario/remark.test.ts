// What people say about a record: rules RE1 to RE10 as stories.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromUtf8 } from '#shared/base/bytes.ts'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import { orThrow, ProblemError } from '#shared/base/result.ts'
import { commitment } from '#shared/domain/commitment/index.ts'
import { intendRemark, isOpen, normalTag, remark, shownWording, type LinkKind, type Mention, type Remark, type Remarks, type Saying } from '#shared/domain/remark/index.ts'
import { Chance, inAnotherOrder, plain } from '../harness/chance.ts'
import type { Letter } from '../harness/letter.ts'
import { people, peopleFrom, type Person } from '../harness/people.ts'
import type { Replica } from '../harness/replica.ts'
import { FakeLedger, idFrom } from '../unit/domain/fake.ts'

const seen = (replica: Replica, subject: string): Remarks =>
  remark.fold(replica.record(subject).filter((act) => act.type.startsWith('remark.')), replica.index)
const by = (person: Person, letter: Letter): Remarks => seen(person.device.replica, letter.id)
const tries = (person: Person, letter: Letter, saying: Saying) => intendRemark(by(person, letter), letter.id, saying, {
  person: person.id, member: person.device.replica.members().persons.get(person.id)?.member ?? false,
})
const says = (person: Person, letter: Letter, saying: Saying): ActId => person.gives(orThrow(tries(person, letter, saying)))
const comments = (person: Person, letter: Letter, text: string, more: { reply?: ActId; mentions?: readonly Mention[] } = {}): ActId =>
  says(person, letter, { verb: 'say', kind: 'comment', text, mentions: [], ...more })
const asks = (person: Person, letter: Letter, text: string, mentions: readonly Mention[] = []): ActId =>
  says(person, letter, { verb: 'say', kind: 'question', text, mentions })
const wordsOf = (person: Person, one: Remark): string => fromUtf8(person.device.replica.texts.get(shownWording(one).text)!)
const found = (person: Person, letter: Letter, id: ActId): Remark => by(person, letter).remarks.find((one) => one.id === id)!
const why = (person: Person, letter: Letter): string[] => by(person, letter).ignored.map((one) => one.reason).sort()
const refused = (person: Person, letter: Letter, saying: Saying): string => {
  const tried = tries(person, letter, saying)
  return tried.ok ? 'allowed' : tried.problem.code
}

async function stage() {
  const cast = await people('Ada', 'Ben', 'Chidi')
  const letter = cast.ada.drafts('Bread on Fridays')
  cast.ada.offers(letter).to(cast.ben)
  return { ...cast, letter }
}

describe('comments and questions', () => {
  test('are a member\'s; who left says nothing new, and may end what they said [RE1]', async () => {
    const { ada, ben, letter } = await stage()
    const question = asks(ben, letter, 'Rye or wheat?')
    says(ben, letter, { verb: 'tag', tag: 'bread' })
    ben.leaves()
    expect(refused(ben, letter, { verb: 'say', kind: 'comment', text: 'One more thing', mentions: [] })).toBe('remark.left')
    ben.signs('remark.say', letter.id, { kind: 'comment', text: letter.hashOf('One more thing') })
    ben.signs('remark.tag', letter.id, { tag: 'flour' })
    expect(why(ada, letter)).toEqual(['not a member', 'not a member'])
    says(ben, letter, { verb: 'answered', remark: question })
    says(ben, letter, { verb: 'untag', tag: 'bread' })
    says(ben, letter, { verb: 'retract', remark: question })
    expect(by(ada, letter)).toMatchObject({ tags: [], remarks: [{ id: question, takenBack: expect.any(Number) }] })
  })

  test('stand in threads; a reply to a reply is in the same one [RE2]', async () => {
    const { ada, ben, chidi, letter } = await stage()
    const first = comments(ada, letter, 'Is the oven big enough?')
    const second = comments(ben, letter, 'For twelve.', { reply: first })
    const third = comments(chidi, letter, 'Fourteen, if they are small.', { reply: second })
    const apart = comments(chidi, letter, 'Who brings flour?')
    expect(by(ada, letter).remarks.map((one) => [one.id, one.thread, one.reply])).toEqual([
      [first, first, null], [second, first, first], [third, first, second], [apart, apart, null],
    ])
  })

  test('reply to nothing that their author did not know, nor to a remark on another record [RE2]', async () => {
    const { ada, ben, world, letter } = await stage()
    const other = ada.drafts('Eggs')
    ada.offers(other).to(ben)
    const elsewhere = comments(ada, other, 'Brown ones')
    world.partition([ada], [ben])
    const unheard = comments(ada, letter, 'Said out of earshot')
    ben.signs('remark.say', letter.id, { kind: 'comment', text: letter.hashOf('Yes'), reply: unheard })
    world.heal()
    ben.signs('remark.say', letter.id, { kind: 'comment', text: letter.hashOf('Yes'), reply: elsewhere })
    expect(by(ada, letter).remarks.map((one) => one.id)).toEqual([unheard])
    expect(why(ben, letter)).toEqual(['unknown remark', 'unknown remark'])
    expect(refused(ben, letter, { verb: 'say', kind: 'comment', text: 'Yes', mentions: [], reply: elsewhere })).toBe('remark.unknown')
  })

  test('are put in other words by their author alone, and every wording is kept [RE3]', async () => {
    const { ada, ben, letter } = await stage()
    const id = comments(ada, letter, 'Ten loafs')
    says(ada, letter, { verb: 'edit', remark: id, text: 'Ten loaves', mentions: [] })
    expect(refused(ben, letter, { verb: 'edit', remark: id, text: 'Twenty', mentions: [] })).toBe('remark.theirs')
    ben.signs('remark.edit', letter.id, { remark: id, text: letter.hashOf('Twenty') })
    expect(why(ada, letter)).toEqual(['not for them'])
    expect(wordsOf(ben, found(ben, letter, id))).toBe('Ten loaves')
    expect(found(ben, letter, id).wordings).toHaveLength(2)
  })

  test('are taken back by their author alone, for good, and replies stand [RE4]', async () => {
    const { ada, ben, world, letter } = await stage()
    const phone = ada.addsDevice()
    const id = comments(ada, letter, 'Never mind')
    comments(ben, letter, 'I do mind', { reply: id })
    expect(refused(ben, letter, { verb: 'retract', remark: id })).toBe('remark.theirs')
    ben.signs('remark.retract', letter.id, { remark: id })
    world.partition([ada], [phone], [ben])
    says(ada, letter, { verb: 'retract', remark: id })
    says(phone, letter, { verb: 'edit', remark: id, text: 'On second thought', mentions: [] })
    world.heal()
    for (const person of [ada, ben, phone]) {
      const state = by(person, letter)
      expect(state.remarks).toHaveLength(2)
      expect(state.remarks[0]).toMatchObject({ id, takenBack: expect.any(Number) })
      expect(state.remarks[1]!.takenBack).toBeNull()
    }
    expect(why(ada, letter)).toEqual(['not for them'])
    expect(refused(ada, letter, { verb: 'edit', remark: id, text: 'Back', mentions: [] })).toBe('remark.gone')
  })

  test('a question is open until its asker says it is answered, and by what [RE5]', async () => {
    const { ada, ben, chidi, letter } = await stage()
    const question = asks(ada, letter, 'How hot?')
    const helped = comments(ben, letter, '230 degrees', { reply: question })
    const elsewhere = comments(chidi, letter, 'By the way')
    expect(isOpen(found(ben, letter, question))).toBe(true)
    expect(refused(ben, letter, { verb: 'answered', remark: question, by: helped })).toBe('remark.theirs')
    ben.signs('remark.answered', letter.id, { remark: question })
    ada.signs('remark.answered', letter.id, { remark: question, by: elsewhere })
    expect(isOpen(found(chidi, letter, question))).toBe(true)
    says(ada, letter, { verb: 'answered', remark: question, by: helped })
    expect(found(chidi, letter, question).answered).toMatchObject([{ by: helped }])
    expect(isOpen(found(chidi, letter, question))).toBe(false)
    says(ada, letter, { verb: 'reopen', remark: question })
    expect(isOpen(found(chidi, letter, question))).toBe(true)
    says(ada, letter, { verb: 'retract', remark: question })
    expect(isOpen(found(chidi, letter, question))).toBe(false)
    expect(refused(ada, letter, { verb: 'answered', remark: elsewhere })).toBe('remark.theirs')
  })

  test('a question that is answered on one device and opened again on another, apart, stays answered until opened knowingly [RE5]', async () => {
    const { ada, world, letter } = await stage()
    const phone = ada.addsDevice()
    const question = asks(ada, letter, 'How hot?')
    says(ada, letter, { verb: 'answered', remark: question })
    world.partition([ada], [phone])
    says(phone, letter, { verb: 'reopen', remark: question })
    says(ada, letter, { verb: 'answered', remark: question })
    world.heal()
    expect(isOpen(found(phone, letter, question))).toBe(false)
    says(phone, letter, { verb: 'reopen', remark: question })
    expect(isOpen(found(ada, letter, question))).toBe(true)
  })

  test('wait for whom they address, until that person says something in the thread that knows it [RE9]', async () => {
    const { ada, ben, chidi, world, letter } = await stage()
    const id = asks(ada, letter, 'What do you think, @Ben?', [{ id: ben.id, as: 'Ben' }, { id: chidi.id, as: 'Chidi' }])
    expect(found(ben, letter, id).waitsFor).toEqual([ben.id])
    comments(chidi, letter, 'I think yes', { reply: id })
    world.partition([ada], [ben, chidi])
    const more = comments(ada, letter, 'By Friday, @Ben', { reply: id, mentions: [{ id: ben.id, as: 'Ben' }] })
    comments(ben, letter, 'Yes', { reply: id })
    world.heal()
    expect(found(ada, letter, id).waitsFor).toEqual([])
    expect(found(ada, letter, more).waitsFor).toEqual([ben.id])
    comments(ben, letter, 'By Friday', { reply: more })
    expect(found(ada, letter, more).waitsFor).toEqual([])
    const answer = comments(ben, letter, 'Or Saturday', { reply: id })
    expect(found(ada, letter, answer).waitsFor).toEqual([ada.id])
    says(ada, letter, { verb: 'answered', remark: id, by: answer })
    expect(found(ada, letter, answer).waitsFor).toEqual([])
    const last = comments(chidi, letter, '@Ada look', { mentions: [{ id: ada.id, as: 'Ada' }] })
    says(chidi, letter, { verb: 'retract', remark: last })
    expect(found(ada, letter, last).waitsFor).toEqual([])
  })
})

describe('tags and links', () => {
  const tag = (person: Person, letter: Letter, words: string): ActId => says(person, letter, { verb: 'tag', tag: words })

  test('a tag is one word however it is typed', () => {
    expect([' #Bread ', 'BREAD', '##bread', 'bread'].map(normalTag)).toEqual(['bread', 'bread', 'bread', 'bread'])
    expect(normalTag(' slow \n bread\u0000')).toBe('slow bread')
    expect(normalTag('#  ')).toBe('')
    expect(normalTag('לחם 🍞')).toBe('לחם 🍞')
  })

  test('a tag stands as long as somebody who added it has not taken theirs away [RE6]', async () => {
    const { ada, ben, letter } = await stage()
    tag(ada, letter, 'Bread')
    tag(ben, letter, '#bread')
    expect(by(ada, letter).tags).toEqual([{ tag: 'bread', by: [ada.id, ben.id].sort() }])
    says(ada, letter, { verb: 'untag', tag: 'bread' })
    expect(by(ben, letter).tags).toEqual([{ tag: 'bread', by: [ben.id] }])
    expect(refused(ada, letter, { verb: 'untag', tag: 'bread' })).toBe('tag.theirs')
    ada.signs('remark.untag', letter.id, { tag: 'flour' })
    expect(why(ben, letter)).toEqual(['nothing to undo'])
    says(ben, letter, { verb: 'untag', tag: 'bread' })
    expect(by(ada, letter).tags).toEqual([])
    tag(ben, letter, 'bread')
    expect(by(ada, letter).tags).toHaveLength(1)
  })

  test('taking away what was added again at the same time elsewhere leaves it standing [RE6]', async () => {
    const { ada, world, letter } = await stage()
    const phone = ada.addsDevice()
    tag(ada, letter, 'bread')
    world.partition([ada], [phone])
    says(phone, letter, { verb: 'untag', tag: 'bread' })
    says(ada, letter, { verb: 'untag', tag: 'bread' })
    tag(ada, letter, 'bread')
    world.heal()
    expect(by(phone, letter).tags).toHaveLength(1)
  })

  test('a link is its sayer\'s, leads anywhere but to itself, and may lead nowhere [RE7]', async () => {
    const { ada, ben, letter } = await stage()
    const link = (person: Person, to: string, as: LinkKind): string => {
      const tried = tries(person, letter, { verb: 'link', to, as })
      if (tried.ok) person.gives(tried.value)
      return tried.ok ? 'allowed' : tried.problem.code
    }
    const nowhere = idFrom(77)
    expect(link(ada, nowhere, 'serves')).toBe('allowed')
    expect(link(ada, nowhere, 'follows')).toBe('allowed')
    expect(link(ada, letter.id, 'relates')).toBe('link.itself')
    ada.signs('remark.link', letter.id, { to: letter.id, as: 'relates' })
    expect(why(ada, letter)).toEqual(['other record'])
    expect(refused(ben, letter, { verb: 'unlink', to: nowhere, as: 'serves' })).toBe('link.theirs')
    ben.signs('remark.unlink', letter.id, { to: nowhere, as: 'serves' })
    expect(by(ben, letter).links).toEqual([{ to: nowhere, as: 'follows', by: [ada.id] }, { to: nowhere, as: 'serves', by: [ada.id] }])
    says(ada, letter, { verb: 'unlink', to: nowhere, as: 'serves' })
    expect(by(ben, letter).links.map((one) => one.as)).toEqual(['follows'])
  })
})

describe('whatever is signed', () => {
  test('a device that says too much has no effect beyond its share, counted in each act\'s own past [RE8]', () => {
    const ledger = new FakeLedger()
    const subject = idFrom(1)
    const text = idFrom(2)
    for (let i = 0; i < 1003; i++) ledger.add('remark.say', subject, { kind: 'comment', text }, { person: idFrom(10) })
    for (let i = 0; i < 102; i++) ledger.add('remark.tag', subject, { tag: `t${i}` }, { person: idFrom(10) })
    for (let i = 0; i < 201; i++) ledger.add('remark.link', subject, { to: idFrom(100 + i), as: 'relates' }, { person: idFrom(10) })
    ledger.add('remark.say', subject, { kind: 'comment', text }, { person: idFrom(11) })
    const state = remark.fold([...ledger.acts].reverse(), ledger.index)
    expect([state.remarks.length, state.tags.length, state.links.length]).toEqual([1001, 100, 200])
    expect(state.ignored.map((one) => one.reason)).toEqual(Array.from({ length: 6 }, () => 'too many'))
  })

  test('nothing said changes what the record is [RE10]', async () => {
    const { ada, ben, letter } = await stage()
    ben.accepts(letter)
    // As host and verifier fold it: by the acts of its own concept.
    const own = (): string => plain(commitment.fold(ada.device.replica.record(letter.id).filter((act) => act.type.startsWith('commitment.')), ada.device.replica.index))
    const before = own()
    const question = asks(ben, letter, 'And on holidays?')
    says(ada, letter, { verb: 'tag', tag: 'bread' })
    comments(ada, letter, 'No', { reply: question })
    expect(own()).toBe(before)
    expect(letter.asSeenBy(ada)).toMatchObject({ state: 'in force', title: 'Bread on Fridays' })
  })

  async function aLife(seed: number) {
    const chance = new Chance(seed)
    const { ada, ben, chidi, world } = await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi')
    const letter = ada.drafts('Bread')
    ada.offers(letter).to(ben)
    const voices = [ada, ben, chidi, ada.addsDevice(), ben.copiesTheFolder()]
    const others = [idFrom(5), idFrom(6), letter.id]
    for (let step = 0; step < 40; step++) {
      const person = chance.pick(voices)
      const dice = chance.next()
      if (dice < 0.08) world.partition(voices.filter((_, i) => i % 2 === 0), voices.filter((_, i) => i % 2 === 1))
      else if (dice < 0.18) world.heal()
      else if (dice < 0.2) person.signs('membership.leave', '', {})
      else {
        const known = by(person, letter).remarks.map((one) => one.id)
        const some = known.length > 0 ? chance.pick(known) : idFrom(9) as ActId
        const text = letter.hashOf(`words ${step}`)
        const bodies = {
          say: { kind: chance.pick(['comment', 'question'] as const), text, ...(chance.next() < 0.5 ? { reply: some } : {}), mentions: [{ id: chance.pick([ada, ben]).id, as: 'x' }] },
          edit: { remark: some, text }, retract: { remark: some }, reopen: { remark: some },
          answered: { remark: some, ...(chance.next() < 0.5 ? { by: known.length > 0 ? chance.pick(known) : some } : {}) },
          tag: { tag: chance.pick(['a', 'b']) }, untag: { tag: chance.pick(['a', 'b']) },
          link: { to: chance.pick(others), as: 'serves' }, unlink: { to: chance.pick(others), as: 'serves' },
          dance: {},
        } as const
        const verb = chance.pick(['say', 'say', 'say', ...Object.keys(bodies)] as (keyof typeof bodies)[])
        person.signs(`remark.${verb}`, letter.id, bodies[verb] as never)
      }
    }
    world.heal()
    return { chance, world, ada, letter }
  }

  test('in any order, twice or not, it comes to the same, and nobody speaks for another [RE3, RE4, RE5, RE6, RE7]', { timeout: 180_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.integer(), async (seed) => {
      const { chance, world, ada, letter } = await aLife(seed)
      const state = by(ada, letter)
      expect(plain(seen(inAnotherOrder(world.acts(), world.workspace, chance), letter.id))).toBe(plain(state))
      const acts = ada.device.replica.record(letter.id).filter((act) => act.type.startsWith('remark.'))
      expect(plain(remark.fold(chance.shuffle([...acts, ...acts]), ada.device.replica.index))).toBe(plain(state))
      const author = new Map(acts.map((act) => [act.id, act.person]))
      for (const one of state.remarks) {
        for (const wording of one.wordings) expect(author.get(wording.act)).toBe(one.person)
        for (const answer of one.answered) expect(author.get(answer.act)).toBe(one.person)
        expect(one.waitsFor).not.toContain(one.person)
      }
      const adders = (type: string): Set<PersonId> => new Set(acts.filter((act) => act.type === type).map((act) => act.person))
      for (const one of state.tags) for (const person of one.by) expect(adders('remark.tag')).toContain(person)
      for (const one of state.links) expect(one.to).not.toBe(letter.id)
    }), { seed: 11, numRuns: 25 })
  })

  test('what can not be said is refused with a way out', async () => {
    const { ada, ben, letter } = await stage()
    const say = (text: string, mentions: readonly Mention[] = []): Saying => ({ verb: 'say', kind: 'comment', text, mentions })
    expect(refused(ada, letter, say('  \n '))).toBe('remark.empty')
    expect(refused(ada, letter, say('x'.repeat(20_001)))).toBe('remark.long')
    expect(refused(ada, letter, { verb: 'tag', tag: '#' })).toBe('tag.empty')
    expect(refused(ada, letter, { verb: 'tag', tag: 'x'.repeat(61) })).toBe('tag.long')
    expect(refused(ada, letter, say('<script>alert(1)</script> \ud800 שלום 🍞'))).toBe('allowed')
    // Whom the words do not name is not addressed.
    const id = comments(ada, letter, 'Nobody in particular', { mentions: [{ id: ben.id, as: 'Ben' }] })
    expect(found(ben, letter, id).waitsFor).toEqual([])
    expect(() => orThrow(tries(ada, letter, { verb: 'reopen', remark: id }))).toThrow(ProblemError)
  })
})
