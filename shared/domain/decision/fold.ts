// From what was said about a decision to where it stands.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, RecordId, TextHash } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past } from '../fold.ts'
import { takeAct } from './intake.ts'
import { everything, Sheet, type Asked, type Decided, type Lack, type Proposed, type Word as Said } from './sheet.ts'
import type { DecisionPhase } from './view.ts'

export interface Proposal {
  readonly id: ActId
  readonly number: number
  readonly terms: TextHash
  readonly by: PersonId
  readonly at: number
  readonly parents: readonly ActId[]
  readonly wording: boolean
  /** Who says that more than the wording changed. */
  readonly disputes: readonly { readonly act: ActId; readonly person: PersonId; readonly at: number; readonly text: TextHash | null }[]
}

export interface Advice {
  readonly act: ActId
  readonly revision: ActId
  readonly at: number
  readonly text: TextHash | null
  readonly concern: boolean
  readonly notedBy: PersonId | null
  /** What the deciders made of it; several where they did not know of each other. */
  readonly answers: readonly (Word & { readonly used: 'yes' | 'partly' | 'no' })[]
}

/** Something said by one person, with its words. */
export interface Word {
  readonly act: ActId
  readonly person: PersonId
  readonly at: number
  readonly text: TextHash | null
}

/** Where one person stands whose advice is sought on the newest words, or who gave some. */
export interface Adviser {
  readonly person: PersonId
  /** By whom, why, and as a member of which group. Of who said that it touches them: by themselves. */
  readonly asked: readonly (Word & { readonly as: Asked['as']; readonly group: RecordId | null })[]
  /** `volunteered`: advised without having been asked. */
  readonly standing: 'silent' | 'advised' | 'answered' | 'passed' | 'waived' | 'volunteered'
  readonly advice: readonly Advice[]
  /** Declined to advise; what they said with it. */
  readonly passed: readonly Word[]
  /** Said aloud, noted by somebody, and not confirmed. */
  readonly unconfirmed: readonly (Word & { readonly concern: boolean })[]
  readonly waived: readonly Word[]
}

export interface Outcome {
  readonly act: ActId
  readonly revision: ActId
  readonly by: PersonId
  readonly at: number
  readonly text: TextHash | null
  readonly withoutAdvice: boolean
  /** [AD16] */
  readonly tell: readonly PersonId[]
  /** The newest word on how it went. */
  readonly review: { readonly outcome: 'keep' | 'adjust' | 'undo'; readonly by: PersonId; readonly at: number; readonly text: TextHash | null } | null
  /** [AD17] Who was asked and what they said of these words, also where newer ones are proposed. */
  readonly advisers: readonly Adviser[]
  /** [AD10] Asked by who decides, after it was decided. */
  readonly askedSince: readonly PersonId[]
  /** [AD10] Said by others, on these words, unknown to who decided. */
  readonly since: readonly (Word & { readonly what: 'advice' | 'touches'; readonly answered: boolean })[]
}

export interface Decision {
  readonly id: string
  readonly opener: PersonId | null
  /** Of the record's id; null until proposed. */
  readonly nonce: string | null
  readonly deciders: readonly PersonId[]
  /** Handed on and not taken yet. */
  readonly handed: readonly (Word & { readonly to: PersonId })[]
  readonly proposals: readonly Proposal[]
  /** The newest words: one, or several proposed apart. */
  readonly newest: readonly ActId[]
  /** On the newest words with the highest number. */
  readonly advisers: readonly Adviser[]
  readonly lacks: readonly Lack[]
  /** What holds: one, or several decided apart ([AD11]); all but those that a later one knows. */
  readonly outcomes: readonly Outcome[]
  readonly phase: DecisionPhase
  /** All acts that have effect, in the order of cause. */
  readonly said: readonly { readonly act: ActId; readonly verb: string; readonly person: PersonId; readonly at: number; readonly text: TextHash | null; readonly revision: ActId | null }[]
  readonly ignored: readonly Ignored[]
}

export function foldDecision(acts: readonly CountedAct[], past: Past): Decision {
  const sheet = new Sheet(past)
  const ignored: Ignored[] = []
  const counted: CountedAct[] = []
  for (const act of inOrder(acts, past)) {
    const reason = takeAct(sheet, act)
    if (reason) ignored.push({ act: act.id, reason })
    else counted.push(act)
  }
  const proposals = [...sheet.proposed.values()]
  const newest = sheet.newest(proposals)
  const focus = newest.toSorted((a, b) => b.number - a.number || (a.act < b.act ? -1 : 1))[0] ?? null
  const outcomes = sheet.newest([...sheet.decided.values()])
  const lacks = focus ? sheet.lacks(focus.act, everything) : []
  const advisers = focus ? advisersOf(sheet, focus) : []
  return {
    id: acts[0]?.subject ?? '',
    opener: sheet.opener,
    nonce: sheet.nonce,
    deciders: [...sheet.deciders(everything)].sort(),
    handed: handedOf(sheet),
    proposals: proposals.map((one) => proposalOf(one, sheet)),
    newest: newest.map((one) => one.act).sort(),
    advisers,
    lacks,
    outcomes: outcomes.map((one) => outcomeOf(one, one.revision === focus?.act ? advisers : advisersOf(sheet, sheet.proposed.get(one.revision)!), sheet)),
    phase: phaseOf(sheet, focus, outcomes, lacks),
    said: counted.map((act) => ({
      act: act.id, verb: act.type.slice('decision.'.length), person: act.person, at: act.at, text: (act.body['text'] as TextHash | undefined) ?? null,
      revision: act.type === 'decision.propose' ? act.id : (act.body['revision'] as ActId | undefined) ?? null,
    })),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

const proposalOf = (of: Proposed, sheet: Sheet): Proposal => ({
  id: of.act, number: of.number, terms: of.terms, by: of.person, at: of.at, parents: of.parents.map((parent) => parent.act), wording: of.wording,
  disputes: sheet.disputes.filter((one) => one.revision === of.act).map(({ act, person, at, text }) => ({ act, person, at, text })),
})

/** [AD2] By who still has it, and not taken. */
function handedOf(sheet: Sheet): Decision['handed'] {
  const deciders = sheet.deciders(everything)
  return [...sheet.hands.values()].filter((hand) => deciders.has(hand.person) && !deciders.has(hand.to) && !sheet.takes.some((take) => take.hand === hand))
    .map((hand) => ({ ...wordOf(hand), to: hand.to })).sort(byAct)
}

const byAct = (a: { readonly act: ActId }, b: { readonly act: ActId }): number => (a.act < b.act ? -1 : 1)
const wordOf = ({ act, person, at, text }: Word): Word => ({ act, person, at, text })

/** [AD4] to [AD8], as they show on the newest words. */
function advisersOf(sheet: Sheet, focus: Proposed): Adviser[] {
  const asked = sheet.advisers(everything)
  const deciders = sheet.deciders(everything)
  const family = sheet.family(focus.act)
  const spoke = [...sheet.words.values(), ...[...sheet.notes.values()].map((note) => ({ ...note, person: note.of }))].filter((word) => family.has(word.revision)).map((word) => word.person)
  return [...new Set([...asked, ...spoke])].filter((person) => !deciders.has(person)).sort().map((person) => adviserOf(person, sheet, focus, asked.has(person)))
}

function adviserOf(person: PersonId, sheet: Sheet, focus: Proposed, asked: boolean): Adviser {
  const family = sheet.family(focus.act)
  const words = sheet.wordsOf(person, focus.act, everything)
  const waivers = sheet.waiversOf(person, focus.act, everything)
  const advice = words.filter((word) => word.kind === 'advice').map((word) => adviceOf(word, sheet))
  const confirmed = new Set([...sheet.words.values()].map((word) => word.note))
  return {
    person, advice,
    asked: sheet.asked.filter((one) => one.people.includes(person)).map((one) => ({ ...wordOf(one), as: one.as, group: one.group })),
    standing: standingOf(asked, words, advice, waivers.length > 0),
    passed: words.filter((word) => word.kind === 'pass').map(wordOf),
    unconfirmed: [...sheet.notes.values()].filter((note) => note.of === person && family.has(note.revision) && !confirmed.has(note)).map((note) => ({ ...wordOf(note), concern: note.concern })),
    waived: waivers.map(wordOf),
  }
}

function standingOf(asked: boolean, words: readonly Said[], advice: readonly Advice[], waived: boolean): Adviser['standing'] {
  if (advice.length > 0 && advice.every((one) => one.answers.length > 0)) return 'answered'
  if (waived) return 'waived'
  if (advice.length > 0) return asked ? 'advised' : 'volunteered'
  // Somebody of whom a word was noted has said nothing before they confirm it.
  return words.length > 0 ? 'passed' : 'silent'
}

const adviceOf = (word: Said, sheet: Sheet): Advice => ({
  act: word.act, revision: word.revision, at: word.at, text: word.text, concern: word.concern, notedBy: word.note?.person ?? null,
  answers: sheet.answersTo(word.act, everything).map((one) => ({ ...wordOf(one), used: one.used })),
})

/** Whoever said late that it touches them is heard once they are asked for it, or have been answered. */
const isHeard = (touch: { readonly person: PersonId; readonly place: Place }, sheet: Sheet): boolean =>
  sheet.asked.some((one) => one.as !== 'touched' && one.people.includes(touch.person) && sheet.past.knows(one.place, touch.place))
  || [...sheet.words.values()].some((word) => word.person === touch.person && sheet.past.knows(word.place, touch.place) && sheet.answersTo(word.act, everything).length > 0)

/** [AD13] The newest word on how it went; of several said apart, to undo it. */
function reviewOf(of: Decided, sheet: Sheet) {
  const reviews = sheet.newest(sheet.reviews.filter((one) => one.decided === of.act)).toSorted((a, b) => (a.act < b.act ? -1 : 1))
  return reviews.find((one) => one.outcome === 'undo') ?? reviews[0] ?? null
}

function outcomeOf(of: Decided, advisers: readonly Adviser[], sheet: Sheet): Outcome {
  const review = reviewOf(of, sheet)
  const family = sheet.family(of.revision)
  const said = (one: Said): Outcome['since'][number] => ({ ...wordOf(one), what: 'advice', answered: sheet.answersTo(one.act, everything).length > 0 })
  const since = [
    ...[...sheet.words.values()].filter((word) => word.kind === 'advice' && family.has(word.revision) && !sheet.past.knows(of.place, word.place)).map(said),
    ...sheet.asked.filter((one) => one.as === 'touched' && !sheet.past.knows(of.place, one.place)).map((one) => ({ ...wordOf(one), what: 'touches' as const, answered: isHeard(one, sheet) })),
  ]
  return {
    act: of.act, revision: of.revision, by: of.person, at: of.at, text: of.text, withoutAdvice: of.alone, tell: of.tell,
    review: review && { outcome: review.outcome, by: review.person, at: review.at, text: review.text },
    advisers,
    askedSince: [...new Set(sheet.asked.filter((one) => one.as !== 'touched' && !sheet.past.knows(of.place, one.place)).flatMap(({ people }) => people))].sort(),
    since: since.sort(byAct),
  }
}

/** A newer revision, or being dropped, is told by its own place; what was decided stands meanwhile. */
function phaseOf(sheet: Sheet, focus: Proposed | null, outcomes: readonly Decided[], lacks: readonly Lack[]): DecisionPhase {
  if (!focus) return 'draft'
  const { past } = sheet
  const goesOn = [...sheet.proposed.values(), ...sheet.decided.values(), ...sheet.asked.filter((one) => one.as !== 'touched')]
  if (sheet.drops.some((drop) => !goesOn.some((one) => past.knows(one.place, drop.place)))) return 'dropped'
  const reopened = outcomes.length > 0 && outcomes.every((one) => past.knows(focus.place, one.place))
  if (outcomes.length > 1 && !reopened) return 'contested'
  if (outcomes.length === 1 && !reopened) return reviewOf(outcomes[0]!, sheet)?.outcome === 'undo' ? 'undone' : 'decided'
  if (lacks.some((lack) => lack.what === 'nobody asked')) return 'framing'
  return lacks.some((lack) => lack.what === 'silent') ? 'seeking advice' : 'considering'
}
