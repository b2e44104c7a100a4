// May this person say this now? The body to sign, or the reason in words.
import { utf8 } from '../../base/bytes.ts'
import type { PersonId, TextHash } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Json } from '../../acts/canonical.ts'
import type { Intent, Intention } from '../fold.ts'
import { textHash } from '../record/id.ts'
import type { AgreementVerb } from './acts.ts'
import { intendOffer } from './intend-offer.ts'
import { olderThan } from './lineage.ts'
import type { Agreement, Revision, Rules } from './model.ts'

export function intendAgreement(
  of: Agreement, rules: Rules, verb: AgreementVerb, intention: Intention,
): Result<Intent> {
  switch (verb) {
    case 'offer': return intendOffer(of, rules, intention)
    case 'accept': return intendAccept(of, intention)
    case 'decline': return intendDecline(of, intention)
    case 'question': return intendQuestion(of, intention)
    case 'withdraw': return intendWithdraw(of, intention)
    case 'stepout': return intendStepout(of, intention)
  }
}

/** The body with the text's hash in it, and the text to keep. */
export function intent(
  of: Pick<Agreement, 'concept' | 'subject'>, verb: string, body: Record<string, Json>, text: string | undefined,
): Result<Intent> {
  const words = text?.trim() ? utf8(text.trim()) : null
  if (words && words.length > 20_000 * 4) {
    return fail('text.too-long', 'This is too long to be said at once.', 'Say it in fewer words, or put it into the letter itself.')
  }
  return ok({
    type: `${of.concept}.${verb}`, subject: of.subject,
    body: words ? { ...body, text: textHash(words) } : body, texts: words ? [words] : [],
  })
}

export const isPartyOf = (revision: Revision, person: PersonId): boolean =>
  revision.people.includes(person) || revision.to.includes(person)

export const hasAccepted = (revision: Revision, person: PersonId): boolean => revision.accepted.includes(person)

/** The revision that is meant: the named one, or the only one that it can be. */
export function choose(
  of: Agreement, intention: Intention, could: readonly Revision[], none: () => Result<Revision>,
): Result<Revision> {
  if (intention.revision !== undefined) {
    const named = of.revisions.find((revision) => revision.id === intention.revision)
    return named ? ok(named) : fail('revision.unknown', 'No such revision has arrived here.', 'Look at the revisions of the record and choose one of them.')
  }
  // In a group older words may still hold between some; what is meant is the newest that holds.
  const older = olderThan(could.filter((revision) => revision.status === 'in force'), of.revisions)
  const newest = could.filter((revision) => !older.has(revision.id))
  if (newest.length === 1) return ok(newest[0]!)
  if (newest.length === 0) return none()
  return fail('revision.choose', 'There is more than one revision that this could mean.',
    'Say which one.', { revisions: newest.map((revision) => revision.id) })
}

export const membersOnly = (intention: Intention): Result<Intent> | null => intention.member === false
  ? fail('person.left', 'You have left this workspace, so nothing new can be promised or asked here.', 'You can still end what you gave.')
  : null

const notParty = (revision: Revision): Result<never> =>
  fail('person.not-party', `Rev ${revision.number} is between other people.`, 'Only they answer it.')

/** Nobody signs words that are not the ones shown, or that cannot be read here. */
export function wordsFault(revision: Revision, intention: Intention): Result<never> | null {
  if (intention.words !== undefined && intention.words !== revision.terms) {
    return fail('words.changed', `Rev ${revision.number} has other words than those shown to you.`, 'Read it as it is now, then answer.')
  }
  const available = intention.available ?? ((_hash: TextHash) => true)
  return available(revision.terms) ? null
    : fail('words.unavailable', `The words of rev ${revision.number} are not on this device yet.`, 'Wait until a device that has them is near.')
}

/** Of a group anyone may still join what holds. */
const acceptable = (of: Agreement, revision: Revision, person: PersonId): boolean => of.mode === 'share'
  ? revision.status === 'offered' || revision.status === 'in force'
  : revision.status === 'offered' && isPartyOf(revision, person)

function intendAccept(of: Agreement, intention: Intention): Result<Intent> {
  const { person } = intention
  const barred = membersOnly(intention)
  if (barred) return barred
  const could = of.revisions.filter((revision) => acceptable(of, revision, person) && !hasAccepted(revision, person))
  const chosen = choose(of, intention, could, () => {
    const mine = of.revisions.filter((revision) => hasAccepted(revision, person)).at(-1)
    return mine ? alreadyAccepted(mine) : fail('offer.none', 'Nothing is on offer to you here.', 'Someone has to offer a revision first.')
  })
  if (!chosen.ok) return chosen
  const revision = chosen.value
  const closed = acceptFault(of, revision, person) ?? wordsFault(revision, intention)
  return closed ?? intent(of, 'accept', { revision: revision.id, terms: revision.terms }, undefined)
}

const alreadyAccepted = (revision: Revision): Result<never> =>
  fail('accept.already', `You have accepted rev ${revision.number} already.`, 'Nothing is needed of you.')

function acceptFault(of: Agreement, revision: Revision, person: PersonId): Result<never> | null {
  if (of.mode === 'all' && !isPartyOf(revision, person)) return notParty(revision)
  if (hasAccepted(revision, person)) return alreadyAccepted(revision)
  if (revision.passed && of.mode === 'all') {
    return fail('revision.passed', `Rev ${revision.number} was followed by a revision that came into force.`, 'Look at the newer one.')
  }
  const others = revision.people.filter((other) => other !== person && revision.answers.get(other)?.stance === 'declined')
  if (revision.status === 'declined' && others.length > 0) {
    return fail('revision.declined', `Rev ${revision.number} was declined, so it can not come into force.`, 'Offer other words.')
  }
  if (revision.status === 'withdrawn' || revision.status === 'ended') {
    return fail('revision.closed', `Rev ${revision.number} has ended.`, 'Offer it anew if you want it to go on.')
  }
  return null
}

function intendDecline(of: Agreement, intention: Intention): Result<Intent> {
  const { person } = intention
  const answerable = (revision: Revision): boolean => isPartyOf(revision, person) && !hasAccepted(revision, person) &&
    (revision.status === 'offered' || (revision.status === 'in force' && (of.mode === 'share' || revision.to.includes(person))))
  const could = of.revisions.filter((revision) => answerable(revision) && revision.answers.get(person)?.stance !== 'declined')
  const chosen = choose(of, intention, could, () => fail('offer.none', 'Nothing here waits for your answer.', 'To end what you accepted, withdraw or step out.'))
  if (!chosen.ok) return chosen
  const revision = chosen.value
  if (!isPartyOf(revision, person)) return notParty(revision)
  if (hasAccepted(revision, person)) {
    return fail('accept.already', `You have accepted rev ${revision.number}.`, 'To take that back, withdraw or step out.')
  }
  if (!answerable(revision)) return fail('revision.closed', `Rev ${revision.number} is not on offer any more.`, 'Nothing is needed of you.')
  return intent(of, 'decline', { revision: revision.id }, intention.text)
}

function intendQuestion(of: Agreement, intention: Intention): Result<Intent> {
  const { person } = intention
  const barred = membersOnly(intention)
  if (barred) return barred
  const may = (revision: Revision): boolean => of.mode === 'share' || isPartyOf(revision, person)
  const open = of.revisions.filter((revision) => revision.status === 'offered' && may(revision))
  const could = open.length > 0 ? open : of.revisions.filter((revision) => revision.status === 'in force' && may(revision))
  const chosen = choose(of, intention, could, () => fail('offer.none', 'There is nothing here that you are asked about.', 'Someone has to offer a revision first.'))
  if (!chosen.ok) return chosen
  if (!may(chosen.value)) return notParty(chosen.value)
  if (!intention.text?.trim()) return fail('text.missing', 'A question needs words.', 'Write what you want to know.')
  return intent(of, 'question', { revision: chosen.value.id }, intention.text)
}

function intendWithdraw(of: Agreement, intention: Intention): Result<Intent> {
  const { person } = intention
  const standing = (revision: Revision): boolean => revision.status === 'in force' || revision.status === 'offered'
  const could = of.revisions.filter((revision) => standing(revision) &&
    (hasAccepted(revision, person) || (revision.author === person && revision.status === 'offered')))
  const chosen = choose(of, intention, could, () => fail('withdraw.nothing', 'You have given nothing here that stands.', 'Nothing is needed of you.'))
  if (!chosen.ok) return chosen
  const revision = chosen.value
  if (!hasAccepted(revision, person) && revision.author !== person) {
    return fail('withdraw.nothing', `You have not accepted rev ${revision.number}, so there is nothing to take back.`, 'To say no to it, decline.')
  }
  return intent(of, 'withdraw', { revision: revision.id }, intention.text)
}

function intendStepout(of: Agreement, intention: Intention): Result<Intent> {
  const { person } = intention
  const bound = of.revisions.some((revision) => isPartyOf(revision, person) || hasAccepted(revision, person))
  if (!bound) return fail('person.not-party', 'You are not part of this.', 'Nothing is needed of you.')
  const newer = of.revisions.some((revision) => hasAccepted(revision, person) ||
    (isPartyOf(revision, person) && revision.answers.get(person)?.stance !== 'stepped out'))
  if (of.steppedOut.has(person) && !newer) return fail('stepout.already', 'You have stepped out of this already.', 'Nothing is needed of you.')
  const { notice, handover } = intention
  const to = [...new Set(intention.to ?? [])].filter((one) => one !== person)
  if ((notice?.length ?? 0) > 2000 || (handover?.length ?? 0) > 4000) {
    return fail('text.too-long', 'This is too long to be said at once.', 'Say it in fewer words, and leave the rest to the handover itself.')
  }
  return intent(of, 'stepout', {
    ...(notice ? { notice } : {}), ...(handover ? { handover } : {}), ...(to.length > 0 ? { to } : {}),
  }, intention.text)
}
