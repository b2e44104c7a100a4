// Random lives of a decision: whatever people say while they part, meet and leave, what its rules promise holds.
import { describe, expect, test } from 'vitest'
import type { ActId, PersonId } from '#shared/base/ids.ts'
import type { Decision } from '#shared/domain/decision/index.ts'
import type { Intention } from '#shared/domain/fold.ts'
import { DECISION_VERBS } from '#shared/domain/record/verbs.ts'
import type { Chance } from '../harness/chance.ts'
import { Life, live, LONG, type Cast } from '../harness/lives.ts'
import type { Person } from '../harness/people.ts'

const OFTEN = ['ask', 'ask', 'advise', 'advise', 'answer', 'answer', 'answer', 'waive', 'decide', 'decide', 'takeon', 'takeon', 'takeon', 'handon', 'handon', 'pass', 'note', 'note', 'confirm', 'confirm', 'dispute', 'dispute', 'touches']

class Deciding extends Life<Decision> {
  say(by: Person, verb: string, chance: Chance): ActId {
    const { record } = this
    const of = this.state(by)
    const [one, other] = [chance.pick(this.voices).id, chance.pick(this.voices).id]
    if (verb === 'offer') {
      const offer = by.offerOf(record.with({ words: `Otherwise ${chance.below(9)}.` }), [by], [])
      return record.give(by, 'offer', { offer, ...(chance.next() < 0.4 && of.proposals.length > 0 && { wording: true }) })
    }
    const revision = chance.next() < 0.3 || of.newest.length > 1 ? chance.pick(of.proposals).id : undefined
    return record.give(by, verb, {
      text: 'Because', people: [...new Set([one, other])], as: chance.pick(['affected', 'expert']), used: chance.pick(['yes', 'partly', 'no']), outcome: chance.pick(['keep', 'adjust', 'undo']),
      ...(revision && { revision }), ...(chance.next() < 0.3 && { concern: true }), ...(verb === 'handon' && { to: [one] }), ...(verb === 'decide' && { to: [one] }), ...(verb === 'note' && { about: one }),
      ...(verb === 'answer' && { act: chance.pick([...of.advisers.flatMap(({ advice }) => advice), ...of.outcomes.flatMap(({ since }) => since)].map(({ act }) => act)) }),
    })
  }

  counted = (of: Decision): ActId[] => of.said.map(({ act }) => act)
  ignored = (of: Decision): ActId[] => of.ignored.map(({ act }) => act)

  may(by: Person, of: Decision, verb: string, more: Partial<Intention> = {}): string {
    const tried = this.record.concept.intend(of, verb, { person: by.id, member: this.member(by), available: () => true, text: 'Because', ...more })
    return tried.ok ? 'open' : tried.problem.code
  }

  holds(by: Person, now: Decision, before: Decision): void {
    this.#decidersByBoth(by, now, before)
    this.#outcomesByDeciders(by, now, before)
    const [revision] = now.newest
    if (!revision) return
    // [AD4, AD14] Whoever was asked may decline, also who left.
    const own = now.advisers.find(({ person }) => person === by.id)
    if (own && own.asked.length > 0) expect(['open', 'pass.already'], 'declining to advise').toContain(this.may(by, now, 'pass', { revision }))
    // [AD9] Nobody's word closes it.
    if (now.deciders.includes(by.id) && this.member(by)) expect(['open', 'decide.already'], 'deciding without advice').toContain(this.may(by, now, 'decidealone', { revision }))
  }

  /** [AD1, AD2] It is lost only to somebody who took it from them, and gained only by an own taking. */
  #decidersByBoth(by: Person, now: Decision, before: Decision): void {
    const takes = this.acts(by).filter((act) => act.type === 'decision.takeon' && this.counted(now).includes(act.id))
    const handed = new Map(this.acts(by).map((act) => [act.id, act]))
    for (const take of takes) expect(handed.get(take.body['hand'] as ActId)?.body['to'], 'taken by whom it was handed to').toBe(take.person)
    for (const person of now.deciders) expect(person === now.opener || takes.some((act) => act.person === person), 'gained by an own taking').toBe(true)
    const lost = before.deciders.filter((person) => !now.deciders.includes(person))
    for (const person of lost) expect(takes.some((act) => handed.get(act.body['hand'] as ActId)?.person === person), 'lost by an own handing on').toBe(true)
  }

  /** [AD3, AD6, AD10, AD11] Whoever decided decided it in what they knew; what was decided goes only by a later act of one who decides. */
  #outcomesByDeciders(by: Person, now: Decision, before: Decision): void {
    const { index } = by.device.replica
    const place = (act: ActId) => this.acts(by).find(({ id }) => id === act)!.place
    for (const one of now.outcomes) {
      if (before.outcomes.some(({ act }) => act === one.act)) continue
      const past = this.before(one.act, by)
      expect(past.deciders, 'who decided was a decider in what they knew').toContain(one.by)
      if (!one.withoutAdvice && past.newest.includes(one.revision) && past.newest.length === 1) expect(past.lacks, 'nothing was lacking in what they knew').toEqual([])
    }
    for (const one of before.outcomes) {
      if (now.outcomes.some(({ act }) => act === one.act)) continue
      expect(now.outcomes.some(({ act }) => index.knows(place(act), place(one.act))), 'followed by an outcome that knows it').toBe(true)
    }
  }
}

const begin = (cast: Cast): Deciding => {
  const roof = cast.ada.drafts('A new roof', { kind: 'decision' })
  cast.ada.offers(roof).toAnyone()
  roof.give(cast.ada, 'ask', { people: [cast.ben.id] })
  return new Deciding(cast, roof)
}

/** [AD12] Whoever has it and is a member, apart from the others or not: seeks advice, goes on without it, and decides. */
function decides(life: Deciding, by: Person, chance: Chance): void {
  const { record } = life
  const of = (): Decision => life.state(by)
  if (!of().deciders.includes(by.id) || !life.member(by)) return
  // Two proposed apart are told apart, or become one: both are theirs to do.
  if (of().newest.length > 1) record.give(by, 'offer', { offer: by.offerOf(record.with({ words: 'Of both.' }), [by], []) })
  const [revision] = of().newest as [ActId]
  if (life.may(by, of(), 'decide', { revision }) === 'decide.already') return
  if (of().lacks.some(({ what }) => what === 'nobody asked')) {
    const other = life.voices.find((one) => !of().deciders.includes(one.id))
    // All of them decide it: then there is nobody whose advice could be sought.
    if (!other) return
    const asked = life.may(by, of(), 'ask', { people: [other.id] })
    expect(asked, 'asking').toBe('open')
    record.give(by, 'ask', { people: [other.id] })
  }
  // What was dropped is taken up by asking: then it stands as it was decided.
  if (life.may(by, of(), 'decide', { revision }) === 'decide.already') return
  const people = [...new Set(of().lacks.flatMap((lack) => ('person' in lack ? [lack.person] : [])))] as PersonId[]
  if (people.length > 0) record.give(by, 'waive', { revision, people, text: 'It can not wait.' })
  const act = record.give(by, 'decide', { revision, ...(chance.next() < 0.5 && { text: 'So be it.' }) })
  expect(of().outcomes.map((one) => one.act)).toEqual([act])
  life.look()
  expect(life.ignored(of()), 'it has effect').not.toContain(act)
}

describe('whatever people say of a decision', () => {
  test('nobody decides for another or takes it from them, declining is always open, what was decided goes by those who decide, what was said only grows [AD2, AD3, AD4, AD9, AD10, AD11, AD14]; and nothing that others say stops one who sought advice [AD12]', async () => {
    const said = await live(LONG ? 1000 : 150, [...DECISION_VERBS, ...OFTEN], begin, (life, chance) => {
      for (const by of chance.shuffle(life.voices)) decides(life, by, chance)
      const met = life.meets(chance)
      // What each decided apart counts for all: it is in what everybody holds, as an outcome or known by one.
      expect(life.ignored(met).filter((act) => met.outcomes.some((one) => one.act === act))).toEqual([])
      for (const by of chance.shuffle(life.voices)) decides(life, by, chance)
      life.meets(chance)
    })
    for (const verb of DECISION_VERBS) expect(said.get(verb) ?? 0, `${verb}, said with effect`).toBeGreaterThan(0)
  }, LONG ? 1_800_000 : 180_000)
})
