// From the acts of one record to its agreement.
import type { ActId } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past } from '../fold.ts'
import { answersTo, signaturesOf, steppedOutOf, waitingFor, wasEnded } from './answers.ts'
import { agreementBodies } from './acts.ts'
import { inForce, pairsOf, thresholds } from './force.ts'
import { takeAct } from './intake.ts'
import type { Agreement, AgreementPhase, Revision, RevisionStatus, Rules, Statement } from './model.ts'
import { ancestors, everything, Sheet, type Offered } from './sheet.ts'

/** The sheet, and the acts whose verb is not the engine's: for the concept's own fold, in the same order. */
export interface Folded {
  readonly agreement: Agreement
  readonly sheet: Sheet
  readonly others: readonly CountedAct[]
  readonly ordered: readonly CountedAct[]
}

export function foldAgreement(acts: readonly CountedAct[], past: Past, rules: Rules): Folded {
  const ordered = inOrder(acts, past)
  const sheet = new Sheet(past, rules.mode, rules.own)
  const ignored: Ignored[] = []
  const others: CountedAct[] = []
  const statements: Statement[] = []
  for (const act of ordered) {
    const verb = act.type.slice(rules.concept.length + 1)
    if (!Object.hasOwn(agreementBodies, verb)) {
      const taken = rules.take?.(sheet, act, verb)
      if (taken) ignored.push({ act: act.id, reason: taken })
      if (taken === null) statements.push(statementOf(act, verb))
      if (taken === undefined) others.push(act)
      continue
    }
    const reason = takeAct(sheet, act, rules)
    if (reason) ignored.push({ act: act.id, reason })
    else statements.push(statementOf(act, verb))
  }
  const revisions = revisionsOf(sheet)
  const standing = revisions.filter((revision) => revision.status === 'in force').map((revision) => revision.id)
  const open = revisions.filter((revision) => revision.status === 'offered').map((revision) => revision.id)
  const first = ordered.find((act) => sheet.offers.has(act.id))
  const agreement: Agreement = {
    concept: rules.concept,
    subject: ordered[0]?.subject ?? '',
    mode: rules.mode,
    opener: (first?.body['opener'] ?? null) as Agreement['opener'],
    nonce: (first?.body['nonce'] ?? null) as string | null,
    revisions,
    phase: phaseOf(revisions),
    inForce: standing,
    open,
    steppedOut: steppedOutOf(sheet),
    pairs: rules.mode === 'share' ? pairsOf(sheet, everything) : [],
    waiting: waitingFor(sheet),
    statements,
    tips: tipsOf(ordered, past),
    ignored,
  }
  return { agreement, sheet, others, ordered }
}

export function statementOf(act: CountedAct, verb: string): Statement {
  const { revision, text } = act.body as { revision?: ActId; text?: Statement['text'] }
  return {
    act: act.id, verb, person: act.person, at: act.at,
    revision: verb === 'offer' ? act.id : revision ?? null, text: text ?? null,
  }
}

function revisionsOf(sheet: Sheet): Revision[] {
  const standing = inForce(sheet, everything)
  const needed = sheet.mode === 'share' ? thresholds(sheet, everything) : null
  const ended = new Set([...sheet.offers.values()].filter((offer) => wasEnded(sheet, offer)))
  // What a revision replaced when it came into force does not come back when that one ends.
  const passed = new Set([...[...standing].map((id) => sheet.offers.get(id)!), ...ended].flatMap((offer) => [...ancestors(offer)]))
  const revisions = [...sheet.offers.values()].map((offer) => {
    const answers = answersTo(sheet, offer)
    const holds = needed?.get(offer.id)?.holds ?? false
    const status = standing.has(offer.id) ? 'in force'
      : passed.has(offer) ? 'superseded'
      : ended.has(offer) || holds ? 'ended'
      : sheet.mode === 'all' ? statusOfOffer(offer, answers)
      : answers.get(offer.author)?.stance === 'withdrew' ? 'withdrawn' : 'offered'
    return { ...toRevision(sheet, offer, answers), status, passed: passed.has(offer), threshold: needed?.get(offer.id) ?? null }
  })
  return withReplaced(revisions, sheet)
}

/** [AG6] One "not for me" of a needed person closes a revision that needs all; so does its author taking it back. */
function statusOfOffer(offer: Offered, answers: Revision['answers']): RevisionStatus {
  const stances = offer.people.map((person) => answers.get(person)?.stance)
  if (stances.includes('declined')) return 'declined'
  if (answers.get(offer.author)?.stance === 'withdrew') return 'withdrawn'
  return stances.includes('stepped out') ? 'ended' : 'offered'
}

function toRevision(
  sheet: Sheet, offer: Offered, answers: Revision['answers'],
): Omit<Revision, 'status' | 'passed' | 'threshold'> {
  const signatures = signaturesOf(sheet, offer)
  return {
    id: offer.id, number: offer.number, kind: offer.kind, people: offer.people, gives: offer.gives, to: offer.to, terms: offer.terms,
    parents: offer.parents.map((parent) => parent.id), author: offer.author, at: offer.at, share: offer.share, welcome: offer.welcome,
    accepted: signatures.filter((signature) => !signature.undone).map((signature) => signature.person),
    answers, signatures,
  }
}

/** [AG7] An offer that a newer open one names as parent is no longer the one on the table. */
function withReplaced(revisions: readonly Revision[], sheet: Sheet): Revision[] {
  const replaced = new Set<ActId>()
  for (const revision of revisions) {
    if (revision.status !== 'offered') continue
    for (const older of ancestors(sheet.offers.get(revision.id)!)) replaced.add(older.id)
  }
  return revisions.map((revision) =>
    revision.status === 'offered' && replaced.has(revision.id) ? { ...revision, status: 'superseded' } : revision)
}

function phaseOf(revisions: readonly Revision[]): AgreementPhase {
  const has = (status: RevisionStatus): boolean => revisions.some((revision) => revision.status === status)
  if (revisions.length === 0) return 'draft'
  if (has('in force')) return 'in force'
  if (has('offered')) return 'offered'
  if (has('ended')) return 'ended'
  return has('declined') ? 'declined' : 'ended'
}

function tipsOf(ordered: readonly CountedAct[], past: Past): ActId[] {
  const tips: CountedAct[] = []
  for (const act of ordered.toReversed()) {
    if (!tips.some((tip) => past.knows(tip.place, act.place))) tips.push(act)
  }
  return tips.map((act) => act.id).sort()
}
