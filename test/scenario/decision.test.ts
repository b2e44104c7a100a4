// Decisions by advice: rules AD1 to AD17. What people do by chance: decision-life.test.ts.
import { describe, expect, test } from 'vitest'
import { Deciding } from '../harness/deciding.ts'
import { people } from '../harness/people.ts'

const three = async () => {
  const all = await people('Ada', 'Ben', 'Chidi')
  return { ...all, roof: new Deciding(all.ada) }
}

describe('taking advice', () => {
  test('is over when each who was asked is answered: then it is decided, on every machine [AD6]', async () => {
    const { ada, ben, chidi, roof } = await three()
    roof.proposes(ada, 'A new roof for the dairy.')
    expect(roof.as(ben).phase).toBe('framing')
    roof.asks(ada, ben, chidi)
    expect(roof.as(ben).phase).toBe('seeking advice')
    const slate = roof.advises(ben, 'Slate, not tin.')
    roof.decides(ada)
    expect(roof.reasons(ada)).toEqual(['advice lacking'])
    expect(roof.as(chidi).lacks).toEqual([{ what: 'silent', person: chidi.id }, { what: 'unanswered', person: ben.id, advice: slate }].toSorted((a, b) => (a.person < b.person ? -1 : 1)))
    roof.passes(chidi)
    expect(roof.as(ada).phase).toBe('considering')
    roof.answers(ada, slate, 'partly')
    expect(roof.as(ada).lacks).toEqual([])
    roof.decides(ada)
    for (const person of [ada, ben, chidi]) {
      expect(roof.as(person).phase).toBe('decided')
      expect(roof.adviser(ben, person)!.standing).toBe('answered')
      expect(roof.adviser(chidi, person)!.standing).toBe('passed')
    }
  })

  test('counts nobody\'s own word, and needs somebody to have been asked [AD5, AD6]', async () => {
    const { ada, ben, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.decides(ada)
    roof.asks(ada, ada)
    roof.asks(ada, ada, ben)
    roof.decides(ada)
    expect(roof.reasons(ada).sort()).toEqual(['advice lacking', 'advice lacking', 'not for them', 'not for them'])
    expect(roof.as(ada).phase).toBe('framing')
  })

  test('asks on all later words whoever was asked once: revising dodges nobody [AD5]', async () => {
    const { ada, ben, chidi, roof } = await three()
    const first = roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.proposes(ada, 'A new roof, of tin.')
    roof.asks(ada, chidi)
    roof.answers(ada, roof.advises(chidi, 'Fine.'))
    // An advice on words from before does not speak of these.
    roof.answers(ada, roof.advises(ben, 'Good.', first))
    roof.decides(ada)
    expect(roof.as(ada).lacks).toEqual([{ what: 'silent', person: ben.id }])
    expect(roof.as(ada).outcomes).toEqual([])
  })

  test('hears who says that it touches them, and who volunteers [AD4, AD5]', async () => {
    const { ada, ben, chidi, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.passes(ben)
    roof.says(chidi, 'touches', {})
    roof.decides(ada)
    expect(roof.as(ada).lacks).toEqual([{ what: 'silent', person: chidi.id }])
    roof.waives(ada, [chidi.id])
    roof.decides(ada)
    expect(roof.as(ben).phase).toBe('decided')
    expect(roof.adviser(chidi, ben)).toMatchObject({ asked: [{ as: 'touched' }], standing: 'waived' })
  })

  test('takes the newest word of each: an answer to an older one is not enough [AD4, AD6]', async () => {
    const { ada, ben, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.answers(ada, roof.advises(ben, 'Slate.'))
    const newer = roof.advises(ben, 'No, tin after all.')
    roof.decides(ada)
    expect(roof.as(ada).lacks).toEqual([{ what: 'unanswered', person: ben.id, advice: newer }])
    roof.passes(ben)
    roof.decides(ada)
    expect(roof.as(ada).phase).toBe('decided')
  })

  test('takes what was said aloud once who said it confirms it; nobody advises for another [AD4]', async () => {
    const { ada, ben, chidi, roof } = await three()
    const revision = roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    const note = roof.says(ada, 'note', { revision, person: ben.id, text: roof.words(ada, 'Slate, said at the gate.') })
    expect(roof.adviser(ben, ada)).toMatchObject({ standing: 'silent', unconfirmed: [{ act: note, person: ada.id }] })
    roof.says(chidi, 'confirm', { note })
    expect(roof.reasons(ada)).toEqual(['not for them'])
    const said = roof.says(ben, 'confirm', { note })
    expect(roof.adviser(ben, ada)).toMatchObject({ standing: 'advised', unconfirmed: [], advice: [{ act: said, notedBy: ada.id }] })
    roof.answers(ada, said)
    roof.decides(ada)
    expect(roof.as(chidi).phase).toBe('decided')
  })

  test('goes on where only the wording changed, and others may dispute that it did [AD8]', async () => {
    const { ada, ben, chidi, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.answers(ada, roof.advises(ben, 'Slate.'))
    const again = roof.proposes(ada, 'A new roof for the dairy.', { wording: true })
    expect(roof.as(ada).lacks).toEqual([])
    roof.says(chidi, 'dispute', { revision: again })
    expect(roof.as(ben).proposals.at(-1)).toMatchObject({ wording: true, disputes: [{ person: chidi.id }] })
    roof.decides(ada)
    expect(roof.as(ben).phase).toBe('decided')
    // What changed more than the wording begins anew.
    roof.proposes(ada, 'A new roof, and a tower.')
    expect(roof.as(ada).lacks).toEqual([{ what: 'silent', person: ben.id }])
  })
})

describe('deciding', () => {
  test('is stopped by nothing that comes after a waiver, however much of it [AD7, AD12]', async () => {
    const { ada, ben, chidi, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.waives(ada, [ben.id, chidi.id])
    for (let i = 0; i < 20; i++) {
      roof.advises(ben, `And another thing: ${i}`)
      roof.says(chidi, 'touches', {})
      roof.advises(chidi, `No, ${i}`)
    }
    roof.decides(ada)
    expect(roof.as(ben).phase).toBe('decided')
  })

  test('is undone by no advice it did not know: that shows as said since [AD10]', async () => {
    const { ada, ben, chidi, world, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.passes(ben)
    world.partition([ada, ben], [chidi])
    roof.decides(ada)
    chidi.yearsOff = -10
    const touched = roof.says(chidi, 'touches', {})
    const late = roof.advises(chidi, 'It would darken my window.')
    world.heal()
    for (const person of [ada, ben, chidi]) {
      expect(roof.as(person).phase).toBe('decided')
      expect(roof.as(person).outcomes[0]!.since.map(({ act }) => act)).toEqual([touched, late].sort())
    }
  })

  test('asks who decided for an answer to what was said since, and is heard once that is given or they are asked [AD10]', async () => {
    const { ada, ben, chidi, world, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.passes(ben)
    world.partition([ada, ben], [chidi])
    roof.decides(ada)
    roof.says(chidi, 'touches', {})
    const late = roof.advises(chidi, 'It would darken my window.')
    world.heal()
    const since = (): string[] => roof.as(ben).outcomes[0]!.since.map(({ what, answered }) => `${what} ${String(answered)}`).sort()
    expect(since()).toEqual(['advice false', 'touches false'])
    roof.answers(ada, late, 'partly')
    expect(since()).toEqual(['advice true', 'touches true'])
  })

  test('keeps beside the words decided on what was said of them, when newer ones are proposed [AD17]', async () => {
    const { ada, ben, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    const advice = roof.advises(ben, 'Slate, not tin.')
    roof.answers(ada, advice, 'yes')
    roof.decides(ada)
    roof.proposes(ada, 'A new roof, and a gutter.')
    const seen = roof.as(ben)
    expect(seen.advisers).toMatchObject([{ person: ben.id, standing: 'silent', advice: [] }])
    expect(seen.outcomes).toMatchObject([{ advisers: [{ person: ben.id, standing: 'answered', advice: [{ act: advice, answers: [{ used: 'yes' }] }] }] }])
  })

  test('without advice is always open to who decides, with a reason, and shows as such [AD9]', async () => {
    const { ada, ben, roof } = await three()
    const revision = roof.proposes(ada, 'A new roof.')
    roof.says(ada, 'decidealone', { revision })
    roof.decidesAlone(ben)
    expect(roof.reasons(ada).sort()).toEqual(['malformed body', 'not for them'])
    roof.decidesAlone(ada)
    expect(roof.as(ben)).toMatchObject({ phase: 'decided', outcomes: [{ withoutAdvice: true, by: ada.id }] })
  })

  test('apart, on two devices, is contested until one knows both [AD11]', async () => {
    const { ada, ben, world, roof } = await three()
    const phone = ada.addsDevice()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.passes(ben)
    world.partition([ada, ben], [phone])
    roof.decides(ada)
    roof.decidesAlone(phone)
    world.heal()
    expect(roof.as(ben).phase).toBe('contested')
    expect(roof.as(ben).outcomes.length).toBe(2)
    const last = roof.decides(phone)
    expect(roof.as(ben)).toMatchObject({ phase: 'decided', outcomes: [{ act: last }] })
  })

  test('belongs to one until they hand it on and the other takes it [AD1, AD2, AD3]', async () => {
    const { ada, ben, chidi, roof } = await three()
    const revision = roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben, chidi)
    roof.says(chidi, 'takeon', { hand: revision })
    roof.asks(ben, chidi)
    roof.waives(ben, [chidi.id])
    const hand = roof.says(ada, 'handon', { to: ben.id })
    expect(roof.as(chidi)).toMatchObject({ deciders: [ada.id], handed: [{ to: ben.id }] })
    roof.says(chidi, 'takeon', { hand })
    expect(roof.reasons(ada).sort()).toEqual(['not for them', 'not for them', 'not for them', 'unknown claim'])
    roof.says(ben, 'takeon', { hand })
    expect(roof.as(chidi)).toMatchObject({ deciders: [ben.id], handed: [] })
    roof.decidesAlone(ada)
    // Ben's own word is no advice any more; Ada may give hers now.
    roof.passes(chidi)
    roof.advises(ada, 'Do it soon.')
    roof.decides(ben)
    expect(roof.as(ada)).toMatchObject({ phase: 'decided', outcomes: [{ by: ben.id }] })
    // Nobody takes the same hand twice: it is Ben's now.
    expect(roof.reasons(ada).filter((reason) => reason === 'not for them').length).toBe(4)
  })

  test('needs an adviser left over, where the one who was asked decides now [AD5, AD6]', async () => {
    const { ada, ben, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.says(ben, 'takeon', { hand: roof.says(ada, 'handon', { to: ben.id }) })
    roof.decides(ben)
    expect(roof.as(ada).lacks).toEqual([{ what: 'nobody asked' }])
    expect(roof.as(ada).outcomes).toEqual([])
  })

  test('is looked at again: kept, adjusted by newer words, or undone; who left still drops what is theirs [AD13, AD14]', async () => {
    const { ada, ben, roof } = await three()
    roof.proposes(ada, 'A new roof.')
    roof.asks(ada, ben)
    roof.passes(ben)
    const decided = roof.decides(ada)
    roof.says(ada, 'review', { decided, outcome: 'keep', text: roof.words(ada, 'Dry.') })
    expect(roof.as(ben)).toMatchObject({ phase: 'decided', outcomes: [{ review: { outcome: 'keep' } }] })
    roof.says(ben, 'review', { decided, outcome: 'undo', text: roof.words(ben, 'No.') })
    expect(roof.reasons(ada)).toEqual(['not for them'])
    roof.says(ada, 'review', { decided, outcome: 'undo', text: roof.words(ada, 'It leaks.') })
    expect(roof.as(ben).phase).toBe('undone')
    roof.proposes(ada, 'Another roof.')
    expect(roof.as(ben)).toMatchObject({ phase: 'seeking advice', outcomes: [{ act: decided }] })
    ada.leaves()
    roof.decidesAlone(ada)
    roof.says(ada, 'drop', {})
    expect(roof.as(ben).phase).toBe('dropped')
    expect(roof.reasons(ada).sort()).toEqual(['not a member', 'not for them'])
  })
})
