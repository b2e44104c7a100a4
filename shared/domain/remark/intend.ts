// May this person say this now? The body to sign, or the reason in words. Numbers: see index.ts.
import { utf8 } from '../../base/bytes.ts'
import type { ActId, PersonId } from '../../base/ids.ts'
import { fail, ok, type Result } from '../../base/result.ts'
import type { Intent } from '../fold.ts'
import { textHash } from '../record/id.ts'
import { normalTag } from './tag.ts'
import { MAX_REMARK_TEXT, MAX_TAG, remarkBodies, type LinkKind, type Mention, type RemarkVerb } from './acts.ts'
import type { Remark, Remarks } from './fold.ts'

/** What a person means to say, before it is an act. */
export type Saying =
  | { readonly verb: 'say'; readonly kind: 'comment' | 'question'; readonly text: string; readonly mentions: readonly Mention[]; readonly reply?: ActId | undefined }
  | { readonly verb: 'edit'; readonly remark: ActId; readonly text: string; readonly mentions: readonly Mention[] }
  | { readonly verb: 'retract' | 'reopen'; readonly remark: ActId }
  | { readonly verb: 'answered'; readonly remark: ActId; readonly by?: ActId | undefined }
  | { readonly verb: 'tag' | 'untag'; readonly tag: string }
  | { readonly verb: 'link' | 'unlink'; readonly to: string; readonly as: LinkKind }

export interface Speaker {
  readonly person: PersonId
  readonly member: boolean
}

/** `subject`: the record it is about. */
export function intendRemark(of: Remarks, subject: string, saying: Saying, by: Speaker): Result<Intent> {
  const ending = saying.verb === 'retract' || saying.verb === 'untag' || saying.verb === 'unlink' || saying.verb === 'answered'
  if (!by.member && !ending) return fail('remark.left', 'You left this workspace, so you say nothing new in it.', 'What you said stays readable here, and you may take it back.')
  switch (saying.verb) {
    case 'say': return intendSay(of, subject, saying)
    case 'edit': return intendEdit(of, subject, saying, by)
    case 'retract': return onOwn(of, saying.remark, by, (found) => (found.takenBack === null ? act(subject, 'retract', { remark: found.id }) : gone()))
    case 'answered': return intendAnswered(of, subject, saying, by)
    case 'reopen': return onOwn(of, saying.remark, by, (found) => (
      found.answered.length > 0 ? act(subject, 'reopen', { remark: found.id }) : fail('remark.open', 'This question is open already.', 'Nothing needs to be done.')
    ))
    case 'tag': case 'untag': return intendTag(of, subject, saying.verb, saying.tag, by)
    case 'link': case 'unlink': return intendLink(of, subject, saying, by)
  }
}

function intendSay(of: Remarks, subject: string, saying: Extract<Saying, { verb: 'say' }>): Result<Intent> {
  const words = wordsOf(saying)
  if (!words.ok) return words
  if (saying.reply !== undefined) {
    const parent = of.remarks.find((remark) => remark.id === saying.reply)
    if (!parent) return unknown()
    if (parent.takenBack !== null) return fail('remark.gone', 'What you reply to was taken back.', 'Say it by itself instead.')
  }
  return act(subject, 'say', { kind: saying.kind, ...words.value.body, ...(saying.reply === undefined ? {} : { reply: saying.reply }) }, words.value.text)
}

/** [RE3] */
function intendEdit(of: Remarks, subject: string, saying: Extract<Saying, { verb: 'edit' }>, by: Speaker): Result<Intent> {
  const words = wordsOf(saying)
  if (!words.ok) return words
  return onOwn(of, saying.remark, by, (found) => (found.takenBack === null ? act(subject, 'edit', { remark: found.id, ...words.value.body }, words.value.text) : gone()))
}

/** [RE5] */
function intendAnswered(of: Remarks, subject: string, saying: Extract<Saying, { verb: 'answered' }>, by: Speaker): Result<Intent> {
  return onOwn(of, saying.remark, by, (found) => {
    if (found.kind !== 'question') return fail('remark.no-question', 'This was not asked as a question.', 'Reply to it instead.')
    if (saying.by !== undefined && !of.remarks.some((other) => other.id === saying.by && other.thread === found.thread)) return unknown()
    return act(subject, 'answered', { remark: found.id, ...(saying.by === undefined ? {} : { by: saying.by }) })
  })
}

/** [RE6] */
function intendTag(of: Remarks, subject: string, verb: 'tag' | 'untag', typed: string, by: Speaker): Result<Intent> {
  const tag = normalTag(typed)
  if (tag === '') return fail('tag.empty', 'A tag needs a word.', 'Type a word that you would look for.')
  if ([...tag].length > MAX_TAG || tag.length > MAX_TAG) return fail('tag.long', `A tag is at most ${MAX_TAG} characters long.`, 'Take a shorter word.')
  const standing = of.tags.find((known) => known.tag === tag)
  const mine = standing?.by.includes(by.person) ?? false
  if (verb === 'tag' && mine) return fail('tag.there', `You tagged this "${tag}" already.`, 'Nothing needs to be done.')
  if (verb === 'untag' && !standing) return fail('tag.none', `This is not tagged "${tag}".`, 'Nothing needs to be done.')
  if (verb === 'untag' && !mine) return fail('tag.theirs', `Somebody else tagged this "${tag}": only they take it away.`, 'Ask them, or leave it: it helps them to find this.')
  return act(subject, verb, { tag })
}

/** [RE7] */
function intendLink(of: Remarks, subject: string, { verb, to, as }: Extract<Saying, { verb: 'link' | 'unlink' }>, by: Speaker): Result<Intent> {
  if (to === subject) return fail('link.itself', 'A record is not linked to itself.', 'Choose another one.')
  const standing = of.links.find((known) => known.to === to && known.as === as)
  const mine = standing?.by.includes(by.person) ?? false
  if (verb === 'link' && mine) return fail('link.there', 'You linked these already.', 'Nothing needs to be done.')
  if (verb === 'unlink' && !standing) return fail('link.none', 'These are not linked that way.', 'Nothing needs to be done.')
  if (verb === 'unlink' && !mine) return fail('link.theirs', 'Somebody else linked these: only they take it back.', 'Ask them, or add a comment that says what you think.')
  return act(subject, verb, { to, as })
}

function wordsOf({ text, mentions }: { readonly text: string; readonly mentions: readonly Mention[] }): Result<{ readonly text: Uint8Array; readonly body: Intent['body'] }> {
  const words = text.toWellFormed().trim()
  if (words === '') return fail('remark.empty', 'There is nothing written yet, so nothing was said.', 'Write a few words first.')
  if (words.length > MAX_REMARK_TEXT) return fail('remark.long', `This is longer than ${MAX_REMARK_TEXT} characters, so nothing was said.`, 'Shorten it, or draft a letter of it.')
  const bytes = utf8(words)
  // Whom the words no longer name is not addressed.
  const named = distinctly(mentions.filter(({ as }) => words.includes(`@${as}`)))
  const body = { text: textHash(bytes), ...(named.length === 0 ? {} : { mentions: named }) }
  return ok({ text: bytes, body })
}

const distinctly = (mentions: readonly Mention[]): Mention[] =>
  mentions.filter(({ id, as }, i) => mentions.findIndex((other) => other.id === id && other.as === as) === i)

function onOwn(of: Remarks, id: ActId, by: Speaker, go: (found: Remark) => Result<Intent>): Result<Intent> {
  const found = of.remarks.find((remark) => remark.id === id)
  if (!found) return unknown()
  return found.person === by.person ? go(found) : fail('remark.theirs', 'Somebody else said this: only they change it or take it back.', 'Reply to it instead.')
}

function act(subject: string, verb: RemarkVerb, body: Intent['body'], text?: Uint8Array): Result<Intent> {
  // More than the schema takes has no effect anywhere, here included.
  if (!remarkBodies[verb].safeParse(body).success) return fail('remark.malformed', 'This can not be said as it is.', 'Name fewer people, or use shorter words.')
  return ok({ type: `remark.${verb}`, subject, body, texts: text ? [text] : [] })
}

const unknown = (): Result<Intent> => fail('remark.unknown', 'There is no such remark on this record.', 'It may not have arrived yet.')
const gone = (): Result<Intent> => fail('remark.gone', 'You took this back already.', 'Say it anew if you want to.')
