// Random lives of an experiment: whatever people do while they part, meet and leave, what its rules promise holds.
import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import type { Experiment } from '#shared/domain/experiment/index.ts'
import { EXPERIMENT_VERBS } from '#shared/domain/record/view.ts'
import type { Intention } from '#shared/domain/fold.ts'
import type { Chance } from '../harness/chance.ts'
import { Life, live, LONG, type Cast } from '../harness/lives.ts'
import type { Person } from '../harness/people.ts'
import { begins, crates } from '../harness/trying.ts'

const OFTEN = ['accept', 'accept', 'accept', 'start', 'conclude', 'resume']

class Trying extends Life<Experiment> {
  say(by: Person, verb: string, chance: Chance): ActId {
    const { record } = this
    if (verb === 'offer') return by.amends(record, { words: `Otherwise ${chance.below(9)}.`, people: this.voices.slice(0, 4).filter((one) => one === by || chance.next() < 0.4) })
    const { revisions } = this.state(by).agreement
    return record.give(by, verb, {
      text: 'Because', on: chance.pick(['2026-05-22', '2026-06-05']), as: chance.pick(['adopt', 'adapt', 'drop']), to: [chance.pick(this.voices).id],
      ...(verb === 'reading' && { stone: 'crates', value: chance.pick(['40', '51', '60']) }),
      ...(chance.next() < 0.4 && { revision: chance.pick(revisions).id }),
    })
  }

  counted = (of: Experiment): ActId[] => of.statements.map(({ act }) => act)
  ignored = (of: Experiment): ActId[] => of.ignored.map(({ act }) => act)
  takesPart = (of: Experiment, by: Person): boolean => of.takingPart.some(({ person }) => person === by.id)

  /** Would the program let them? */
  may(by: Person, of: Experiment, verb: string, more: Partial<Intention> = {}): string {
    const tried = this.record.concept.intend(of, verb, { person: by.id, member: this.member(by), available: () => true, text: 'Because', ...more })
    return tried.ok ? 'open' : tried.problem.code
  }

  holds(by: Person, of: Experiment): void {
    const own = (person: string, ...verbs: readonly string[]): boolean =>
      this.acts(by).some((act) => act.person === person && verbs.includes(act.type.slice('experiment.'.length)))
    // [XP1] Nobody is put in, and nobody is spoken for.
    for (const { person } of of.takingPart) expect(own(person, 'offer', 'accept'), 'an own yes').toBe(true)
    for (const { person } of of.conclusions) expect(own(person, 'conclude'), 'an own conclusion').toBe(true)
    for (const { person } of of.pauses) expect(own(person, 'pause'), 'an own pause').toBe(true)
    const member = this.member(by)
    if (this.takesPart(of, by)) {
      // [XP3, XP9] Also who left the workspace.
      expect(this.may(by, of, 'stepout'), 'stepping out').toBe('open')
      expect(this.may(by, of, 'conclude', { as: 'drop' }), 'concluding for oneself').toBe('open')
      // [XP8, XP10] Whoever paused or concluded it.
      if (member && (of.phase === 'paused' || of.phase === 'concluded')) expect(this.may(by, of, 'resume'), 'going on').toBe('open')
    } else if (member && of.takingPart.length > 0 && of.phase !== 'concluded') {
      // [XP2] What somebody tries, anybody joins.
      expect(this.may(by, of, 'accept'), 'joining').toBe('open')
    }
  }
}

const begin = (cast: Cast): Trying => {
  const trial = crates(cast.ada)
  begins(cast.ada, trial, cast.ben)
  return new Trying(cast, trial)
}

/** Each in turn, still apart: goes on, whatever was concluded; then steps out, and is out for everybody. */
function leftToEach(life: Trying, chance: Chance): void {
  for (const by of chance.shuffle(life.voices)) {
    const of = life.state(by)
    if (!life.takesPart(of, by)) continue
    if (life.member(by) && life.may(by, of, 'resume') === 'open') {
      life.record.give(by, 'resume', {})
      const now = life.state(by)
      expect(['running', 'looking'], 'it goes on for who goes on').toContain(now.phase)
      expect(now.conclusions.some(({ person }) => person === by.id), 'going on takes back one\'s own').toBe(false)
    }
  }
  life.meets(chance)
  for (const by of chance.shuffle(life.voices.slice(0, 4))) {
    const before = life.state(by)
    if (!life.takesPart(before, by)) continue
    by.stepsOut(life.record)
    for (const seenBy of life.voices) expect(life.takesPart(life.state(seenBy), by), `${by.name} is out, for ${seenBy.name}`).toBe(false)
    life.look()
  }
  const end = life.meets(chance)
  expect(end.takingPart).toEqual([])
}

describe('whatever people do with an experiment', () => {
  test('nobody is put in, kept in, kept out or stopped; what was said only grows; all come to the same [XP1, XP2, XP3, XP8, XP9, XP10]', async () => {
    const said = await live(LONG ? 1000 : 100, [...EXPERIMENT_VERBS, ...OFTEN], begin, leftToEach)
    for (const verb of EXPERIMENT_VERBS) expect(said.get(verb) ?? 0, `${verb}, said with effect`).toBeGreaterThan(0)
  }, LONG ? 1_800_000 : 180_000)
})
