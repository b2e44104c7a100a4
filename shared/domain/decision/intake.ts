// From acts to facts: which act has effect, judged on its own past alone.
import type { ActId, TextHash } from '../../base/ids.ts'
import type { CountedAct, Reason } from '../fold.ts'
import { recordId } from '../record/id.ts'
import { decisionActs, type DecisionAct, type DecisionBody } from './acts.ts'
import type { Proposed, Sheet } from './sheet.ts'

/** [AD14] What somebody who left may still say: what ends something of their own, or gives a word they gave aloud. */
const ENDS: ReadonlySet<string> = new Set<DecisionAct>(['decision.drop', 'decision.pass', 'decision.confirm'])

export function takeAct(sheet: Sheet, act: CountedAct): Reason | null {
  if (!Object.hasOwn(decisionActs, act.type)) return 'unknown verb'
  const type = act.type as DecisionAct
  const parsed = decisionActs[type].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (!act.owned) return 'device not theirs'
  if (!act.member && !ENDS.has(type)) return 'not a member'
  if (type !== 'decision.propose' && ![...sheet.proposed.values()].some((one) => sheet.past.knows(act.place, one.place))) return 'other record'
  const body = parsed.data as never
  switch (type) {
    case 'decision.propose': return propose(sheet, act, body)
    case 'decision.ask': return ask(sheet, act, body)
    case 'decision.touches': return touches(sheet, act)
    case 'decision.advise': return advise(sheet, act, body)
    case 'decision.note': return note(sheet, act, body)
    case 'decision.confirm': return confirm(sheet, act, body)
    case 'decision.pass': return pass(sheet, act, body)
    case 'decision.answer': return answer(sheet, act, body)
    case 'decision.waive': return waive(sheet, act, body)
    case 'decision.decide': return decide(sheet, act, body)
    case 'decision.decidealone': return decideAlone(sheet, act, body)
    case 'decision.dispute': return dispute(sheet, act, body)
    case 'decision.review': return review(sheet, act, body)
    case 'decision.handon': return hand(sheet, act, body)
    case 'decision.takeon': return take(sheet, act, body)
    case 'decision.drop': return drop(sheet, act)
  }
}

const said = (act: CountedAct) => ({ act: act.id, place: act.place, person: act.person, at: act.at, text: (act.body['text'] as TextHash | undefined) ?? null })

/** [AD3] */
const decides = (sheet: Sheet, act: CountedAct): boolean => sheet.deciders(sheet.pastOf(act.place)).has(act.person)

function known(sheet: Sheet, act: CountedAct, revision: ActId): Proposed | null {
  const found = sheet.proposed.get(revision)
  return found && sheet.past.knows(act.place, found.place) ? found : null
}

/** [AD1, AD3] */
function propose(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.propose'>): Reason | null {
  if (recordId('decision', body.opener, body.nonce) !== act.subject) return 'other record'
  const parents: Proposed[] = []
  for (const id of body.parents) {
    const parent = known(sheet, act, id)
    if (!parent) return 'unknown revision'
    parents.push(parent)
  }
  if (parents.length === 0 ? body.opener !== act.person || body.wording === true : !decides(sheet, act)) return 'not for them'
  sheet.opener = body.opener
  sheet.nonce = body.nonce
  sheet.proposed.set(act.id, {
    ...said(act), number: 1 + Math.max(0, ...parents.map((parent) => parent.number)), terms: body.terms, parents, wording: body.wording === true,
  })
  return null
}

/** [AD5] Whoever decides can't be asked: their own word is no advice. */
function ask(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.ask'>): Reason | null {
  const deciders = sheet.deciders(sheet.pastOf(act.place))
  if (!deciders.has(act.person) || body.people.some((person) => deciders.has(person))) return 'not for them'
  sheet.asked.push({ ...said(act), people: body.people, as: body.as, group: body.group ?? null })
  return null
}

/** [AD5] */
function touches(sheet: Sheet, act: CountedAct): Reason | null {
  if (decides(sheet, act)) return 'not for them'
  sheet.asked.push({ ...said(act), people: [act.person], as: 'touched', group: null })
  return null
}

/** [AD4] */
function advise(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.advise'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (decides(sheet, act)) return 'not for them'
  sheet.words.set(act.id, { ...said(act), revision: body.revision, kind: 'advice', concern: body.concern === true, note: null })
  return null
}

/** [AD4] */
function note(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.note'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (body.person === act.person || sheet.deciders(sheet.pastOf(act.place)).has(body.person)) return 'not for them'
  sheet.notes.set(act.id, { ...said(act), revision: body.revision, of: body.person, concern: body.concern === true })
  return null
}

/** [AD4] */
function confirm(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.confirm'>): Reason | null {
  const noted = sheet.notes.get(body.note)
  if (!noted || !sheet.past.knows(act.place, noted.place)) return 'unknown remark'
  if (noted.of !== act.person || decides(sheet, act)) return 'not for them'
  sheet.words.set(act.id, { ...said(act), text: noted.text, revision: noted.revision, kind: 'advice', concern: noted.concern, note: noted })
  return null
}

/** [AD4] */
function pass(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.pass'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (!sheet.advisers(sheet.pastOf(act.place)).has(act.person)) return 'not for them'
  sheet.words.set(act.id, { ...said(act), revision: body.revision, kind: 'pass', concern: false, note: null })
  return null
}

/** [AD3] */
function answer(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.answer'>): Reason | null {
  const word = sheet.words.get(body.advice)
  if (!word || word.kind !== 'advice' || !sheet.past.knows(act.place, word.place)) return 'unknown remark'
  if (!decides(sheet, act)) return 'not for them'
  sheet.answers.push({ ...said(act), advice: body.advice, used: body.used })
  return null
}

/** [AD7] */
function waive(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.waive'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (!decides(sheet, act)) return 'not for them'
  sheet.waivers.push({ ...said(act), revision: body.revision, people: body.people })
  return null
}

/** [AD6] */
function decide(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.decide'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (!decides(sheet, act)) return 'not for them'
  if (sheet.lacks(body.revision, sheet.pastOf(act.place)).length > 0) return 'advice lacking'
  sheet.decided.set(act.id, { ...said(act), revision: body.revision, alone: false, tell: body.tell ?? [] })
  return null
}

/** [AD9] */
function decideAlone(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.decidealone'>): Reason | null {
  if (!known(sheet, act, body.revision)) return 'unknown revision'
  if (!decides(sheet, act)) return 'not for them'
  sheet.decided.set(act.id, { ...said(act), revision: body.revision, alone: true, tell: body.tell ?? [] })
  return null
}

/** [AD8] */
function dispute(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.dispute'>): Reason | null {
  const found = known(sheet, act, body.revision)
  if (!found) return 'unknown revision'
  if (!found.wording || decides(sheet, act)) return 'not for them'
  sheet.disputes.push({ ...said(act), revision: body.revision })
  return null
}

/** [AD13] */
function review(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.review'>): Reason | null {
  const found = sheet.decided.get(body.decided)
  if (!found || !sheet.past.knows(act.place, found.place)) return 'nothing to undo'
  if (!decides(sheet, act)) return 'not for them'
  sheet.reviews.push({ ...said(act), decided: body.decided, outcome: body.outcome })
  return null
}

/** [AD2] */
function hand(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.handon'>): Reason | null {
  if (!decides(sheet, act) || body.to === act.person) return 'not for them'
  sheet.hands.set(act.id, { ...said(act), to: body.to })
  return null
}

/** [AD2] Only while the one who handed it on still has it, as far as the taker knows. */
function take(sheet: Sheet, act: CountedAct, body: DecisionBody<'decision.takeon'>): Reason | null {
  const found = sheet.hands.get(body.hand)
  if (!found || !sheet.past.knows(act.place, found.place)) return 'unknown claim'
  if (found.to !== act.person || !sheet.deciders(sheet.pastOf(act.place)).has(found.person)) return 'not for them'
  sheet.takes.push({ ...said(act), hand: found })
  return null
}

function drop(sheet: Sheet, act: CountedAct): Reason | null {
  if (!decides(sheet, act)) return 'not for them'
  sheet.drops.push(said(act))
  return null
}
