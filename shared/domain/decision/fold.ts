// From what was said about a decision to where it stands.
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past } from '../fold.ts'
import { takeAct } from './intake.ts'
import { everything, Sheet, type Asked, type Decided, type Lack, type Proposed, type Word } from './sheet.ts'

/** `framing`: proposed, and nobody asked. `considering`: everybody asked has said something or is waived. */
export type DecisionPhase = 'draft' | 'framing' | 'seeking advice' | 'considering' | 'decided' | 'contested' | 'undone' | 'dropped'

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
  readonly answers: readonly { readonly act: ActId; readonly person: PersonId; readonly used: 'yes' | 'partly' | 'no'; readonly text: TextHash | null }[]
}

/** Where one person stands whose advice is sought on the newest words, or who gave some. */
export interface Adviser {
  readonly person: PersonId
  readonly as: readonly Asked['as'][]
  /** `volunteered`: advised without having been asked. */
  readonly standing: 'silent' | 'advised' | 'answered' | 'passed' | 'waived' | 'volunteered'
  readonly advice: readonly Advice[]
  /** Said aloud, noted by somebody, and not confirmed. */
  readonly unconfirmed: readonly { readonly act: ActId; readonly by: PersonId; readonly text: TextHash | null }[]
  readonly waived: readonly { readonly by: PersonId; readonly text: TextHash | null }[]
}

export interface Outcome {
  readonly act: ActId
  readonly revision: ActId
  readonly by: PersonId
  readonly at: number
  readonly text: TextHash | null
  readonly withoutAdvice: boolean
  /** The newest word on how it went. */
  readonly review: { readonly outcome: 'keep' | 'adjust' | 'undo'; readonly by: PersonId; readonly at: number; readonly text: TextHash | null } | null
  /** [AD10] Said by others, on these words, unknown to who decided. */
  readonly since: readonly ActId[]
}

export interface Decision {
  readonly id: string
  readonly opener: PersonId | null
  readonly deciders: readonly PersonId[]
  /** Handed on and not taken yet. */
  readonly handedTo: readonly PersonId[]
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
  return {
    id: acts[0]?.subject ?? '',
    opener: sheet.opener,
    deciders: [...sheet.deciders(everything)].sort(),
    handedTo: [...new Set([...sheet.hands.values()].filter((hand) => sheet.deciders(everything).has(hand.person) && !sheet.takes.some((take) => take.hand === hand)).map((hand) => hand.to))].sort(),
    proposals: proposals.map((one) => proposalOf(one, sheet)),
    newest: newest.map((one) => one.act).sort(),
    advisers: focus ? advisersOf(sheet, focus) : [],
    lacks,
    outcomes: outcomes.map((one) => outcomeOf(one, sheet)),
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

/** [AD4] to [AD8], as they show on the newest words. */
function advisersOf(sheet: Sheet, focus: Proposed): Adviser[] {
  const asked = sheet.advisers(everything)
  const deciders = sheet.deciders(everything)
  const family = sheet.family(focus.act)
  const spoke = [...sheet.words.values(), ...[...sheet.notes.values()].map((note) => ({ ...note, person: note.of }))].filter((word) => family.has(word.revision)).map((word) => word.person)
  return [...new Set([...asked, ...spoke])].filter((person) => !deciders.has(person)).sort().map((person): Adviser => {
    const words = sheet.wordsOf(person, focus.act, everything)
    const waivers = sheet.waiversOf(person, focus.act, everything)
    const advice = words.filter((word) => word.kind === 'advice').map((word) => adviceOf(word, sheet))
    return {
      person, advice,
      as: [...new Set(sheet.asked.filter((one) => one.people.includes(person)).map((one) => one.as))].sort(),
      standing: standingOf(asked.has(person), words, advice, waivers.length > 0),
      unconfirmed: [...sheet.notes.values()].filter((note) => note.of === person && family.has(note.revision) && ![...sheet.words.values()].some((word) => word.note === note))
        .map(({ act, person: by, text }) => ({ act, by, text })),
      waived: waivers.map(({ person: by, text }) => ({ by, text })),
    }
  })
}

function standingOf(asked: boolean, words: readonly Word[], advice: readonly Advice[], waived: boolean): Adviser['standing'] {
  if (advice.length > 0 && advice.every((one) => one.answers.length > 0)) return 'answered'
  if (waived) return 'waived'
  if (advice.length > 0) return asked ? 'advised' : 'volunteered'
  if (words.length > 0) return 'passed'
  return asked ? 'silent' : 'volunteered'
}

const adviceOf = (word: Word, sheet: Sheet): Advice => ({
  act: word.act, revision: word.revision, at: word.at, text: word.text, concern: word.concern, notedBy: word.note?.person ?? null,
  answers: sheet.answersTo(word.act, everything).map(({ act, person, used, text }) => ({ act, person, used, text })),
})

function outcomeOf(of: Decided, sheet: Sheet): Outcome {
  const reviews = sheet.newest(sheet.reviews.filter((one) => one.decided === of.act)).toSorted((a, b) => (a.act < b.act ? -1 : 1))
  const review = reviews.find((one) => one.outcome === 'undo') ?? reviews[0] ?? null
  const family = sheet.family(of.revision)
  const since = [
    ...[...sheet.words.values()].filter((word) => word.kind === 'advice' && family.has(word.revision)),
    ...sheet.asked.filter((one) => one.as === 'touched'),
  ].filter((one) => !sheet.past.knows(of.place, one.place))
  return {
    act: of.act, revision: of.revision, by: of.person, at: of.at, text: of.text, withoutAdvice: of.alone,
    review: review && { outcome: review.outcome, by: review.person, at: review.at, text: review.text },
    since: since.map((one) => one.act).sort(),
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
  if (outcomes.length === 1 && !reopened) return outcomeOf(outcomes[0]!, sheet).review?.outcome === 'undo' ? 'undone' : 'decided'
  if (lacks.some((lack) => lack.what === 'nobody asked')) return 'framing'
  return lacks.some((lack) => lack.what === 'silent') ? 'seeking advice' : 'considering'
}
