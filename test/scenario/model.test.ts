// Random lives of four people over five data folders that come and go, checked against what may never happen.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActId } from '#shared/base/ids.ts'
import { olderThan } from '#shared/domain/agreement/lineage.ts'
import type { Letter } from '../harness/letter.ts'
import { Chance, inAnotherOrder, liveOn, plain } from '../harness/chance.ts'
import { peopleFrom, type Person } from '../harness/people.ts'

const STEPS = 60
/** For a machine busy with other things; a life takes about a tenth of a second on an idle one. */
const PATIENCE = 180_000

async function aLife(seed: number) {
  const chance = new Chance(seed)
  const { ada, ben, chidi, dewi, world } =
    await peopleFrom((length) => chance.bytes(length), 'Ada', 'Ben', 'Chidi', 'Dewi')
  const twin = ben.copiesTheFolder()
  const phone = ada.addsDevice()
  const voices = [ada, ben, chidi, dewi, twin, phone]
  const [stove, cake, bank] = [
    ada.drafts('The stove'), ben.drafts('A cake', { kind: 'promise' }), chidi.drafts('Hollin Bank', { kind: 'charter', share: 50 }),
  ] as const
  const letters = [stove, cake, bank]
  // In most lives they have agreed on something already; what may happen to that is the question.
  if (chance.next() < 0.8) {
    ada.offers(stove).to(ben, chidi)
    ben.accepts(stove)
    chidi.accepts(stove)
    ben.offers(cake).to(ada)
    chidi.offers(bank).to(ada, ben, dewi)
    ada.accepts(bank)
    ben.accepts(bank)
  }
  return { chance, voices, letters, world }
}

/** Everybody in it gave their own yes to those very words, from a device of theirs, in acts that this person holds. */
function boundOnlyByOwnYes(letter: Letter, seenBy: Person): void {
  const { revisions } = letter.agreement(seenBy)
  const acts = seenBy.device.replica.record(letter.id)
  for (const revision of revisions) {
    for (const person of revision.accepted) {
      const yes = acts.filter((act) => act.person === person && act.owned && act.member && (act.id === revision.id ||
        (act.type.endsWith('.accept') && act.body['revision'] === revision.id && act.body['terms'] === revision.terms)))
      expect(yes.length, 'an own yes').toBeGreaterThan(0)
    }
    if (revision.status === 'in force' && letter.agreement(seenBy).mode === 'all') {
      expect(revision.people.filter((person) => !revision.accepted.includes(person))).toEqual([])
    }
  }
}

interface Snapshot { standing: readonly ActId[]; held: ReadonlySet<ActId> }

const snapshot = (letter: Letter, person: Person): Snapshot => ({
  standing: letter.agreement(person).inForce, held: new Set(person.device.replica.record(letter.id).map((act) => act.id)),
})

/** What was shown in force ends only by those bound: one of them takes it back, or all of them said yes to what follows. */
function endedOnlyByThoseBound(letter: Letter, person: Person, before: Snapshot): void {
  const { inForce, revisions, mode, steppedOut } = letter.agreement(person)
  const news = person.device.replica.record(letter.id).filter((act) => !before.held.has(act.id))
  for (const id of before.standing) {
    const revision = revisions.find((one) => one.id === id)
    expect(revision, 'a revision is never lost').toBeDefined()
    if (inForce.includes(id)) continue
    const bound = [...revision!.people, ...revision!.signatures.map((signature) => signature.person)]
    const takenBack = news.some((act) => bound.includes(act.person) && /\.(withdraw|stepout)$/.test(act.type))
    const followed = revisions.some((one) => inForce.includes(one.id) && olderThan([one], revisions).has(id) &&
      (mode === 'share' || revision!.people.every((party) => one.accepted.includes(party) || steppedOut.has(party))))
    expect(takenBack || followed, 'taken back by one who was bound, or followed by what they all accepted').toBe(true)
  }
}

/** Whoever is bound can step out, at once and alone, and is bound no more. */
function leavingIsPossible(letter: Letter, person: Person): void {
  const bound = letter.agreement(person).revisions.some((revision) => revision.accepted.includes(person.id))
  if (!bound) return
  person.stepsOut(letter)
  expect(letter.agreement(person).revisions.filter((revision) => revision.accepted.includes(person.id))).toEqual([])
  const binding = letter.agreement(person).revisions.filter((revision) => revision.status === 'in force')
  if (letter.agreement(person).mode === 'all') expect(binding.filter((revision) => revision.people.includes(person.id))).toEqual([])
  else expect(letter.agreement(person).pairs.filter((pair) => pair.between.includes(person.id))).toEqual([])
}

/** Whoever withdraws what is in force is not held by anything that it went on from. */
function withdrawingBringsNothingBack(letter: Letter, person: Person): void {
  const { inForce, revisions } = letter.agreement(person)
  const mine = revisions.filter((revision) => inForce.includes(revision.id) && revision.accepted.includes(person.id)).at(-1)
  if (!mine) return
  const older = olderThan([mine], revisions)
  person.withdraws(letter, mine.id)
  expect(letter.agreement(person).revisions.filter((revision) =>
    (revision.id === mine.id || older.has(revision.id)) && revision.accepted.includes(person.id))).toEqual([])
}

describe('whatever people do', () => {
  test('nobody is bound without their own yes, and nothing agreed ends but by those bound', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const { chance, voices, letters, world } = await aLife(seed)
      const shown = new Map(letters.flatMap((letter) => voices.map((voice) => [letter.id + voices.indexOf(voice), snapshot(letter, voice)] as const)))
      for (let step = 0; step < STEPS; step++) {
        liveOn(voices, letters, world, chance)
        for (const letter of letters) {
          for (const voice of voices) {
            const key = letter.id + voices.indexOf(voice)
            const before = shown.get(key)!
            if (before.held.size === voice.device.replica.record(letter.id).length) continue
            boundOnlyByOwnYes(letter, voice)
            endedOnlyByThoseBound(letter, voice, before)
            shown.set(key, snapshot(letter, voice))
          }
        }
      }
    }), { numRuns: 15, endOnFailure: true })
  }, PATIENCE)

  test('leaving is always possible', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const { chance, voices, letters, world } = await aLife(seed)
      for (let step = 0; step < STEPS; step++) liveOn(voices, letters, world, chance)
      // Until they meet, a second device of the same person may have said yes to something that this one never heard of.
      world.heal()
      for (const letter of letters) {
        for (const voice of voices) {
          if (chance.next() < 0.5) withdrawingBringsNothingBack(letter, voice)
          leavingIsPossible(letter, voice)
        }
      }
    }), { numRuns: 15, endOnFailure: true })
  }, PATIENCE)

  test('same acts, same state, in any order and however often [R1]', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(), async (seed) => {
      const { chance, voices, letters, world } = await aLife(seed)
      for (let step = 0; step < STEPS; step++) liveOn(voices, letters, world, chance)
      world.heal()
      const acts = world.acts()
      const others = [inAnotherOrder(acts, world.workspace, chance), inAnotherOrder(acts, world.workspace, chance)]
      for (const replica of [...voices.map((voice) => voice.device.replica), ...others]) {
        expect(replica.waiting).toBe(0)
        expect(plain(replica.members())).toBe(plain(voices[0]!.device.replica.members()))
        for (const letter of letters) expect(plain(replica.state(letter.id))).toBe(plain(voices[0]!.device.replica.state(letter.id)))
      }
    }), { numRuns: 15, endOnFailure: true })
  }, PATIENCE)
})
