// From the remarks on one record to what was said about it. Numbers: see index.ts.
import type { Place } from '../../acts/causal.ts'
import type { ActId, PersonId, TextHash } from '../../base/ids.ts'
import { inOrder, type CountedAct, type Ignored, type Past, type Reason } from '../fold.ts'
import { isUndone } from '../undo.ts'
import { remarkBodies, type LinkKind, type Mention, type RemarkBody, type RemarkVerb } from './acts.ts'

export interface Wording {
  readonly act: ActId
  readonly at: number
  readonly text: TextHash
  readonly mentions: readonly Mention[]
}

export interface Remark {
  readonly id: ActId
  readonly person: PersonId
  readonly at: number
  readonly kind: 'comment' | 'question'
  /** The remark that began the thread; its own id where it began one. */
  readonly thread: ActId
  readonly reply: ActId | null
  /** [RE3] As first said, then every edit, in the order of cause. */
  readonly wordings: readonly Wording[]
  /** [RE4] By the author's clock; null where it stands. */
  readonly takenBack: number | null
  /** [RE5] What the asker says of the question, as far as it has not been opened again. */
  readonly answered: readonly { readonly act: ActId; readonly at: number; readonly by: ActId | null }[]
  /** [RE9] Who was addressed and has said nothing in the thread since. May name records, which say nothing. */
  readonly waitsFor: readonly PersonId[]
}

export interface TagSaid {
  readonly tag: string
  /** Whose adding stands. */
  readonly by: readonly PersonId[]
}

export interface LinkSaid {
  readonly to: string
  readonly as: LinkKind
  readonly by: readonly PersonId[]
}

export interface Remarks {
  /** In the order of cause. */
  readonly remarks: readonly Remark[]
  readonly tags: readonly TagSaid[]
  readonly links: readonly LinkSaid[]
  readonly ignored: readonly Ignored[]
}

/** [RE3] */
export const shownWording = (of: Remark): Wording => of.wordings.at(-1)!

/** [RE5] */
export const isOpen = (of: Remark): boolean => of.kind === 'question' && of.takenBack === null && of.answered.length === 0

interface Said {
  readonly act: CountedAct
  readonly body: RemarkBody<'say'>
  readonly thread: ActId
  readonly wordings: Wording[]
  takenBack: number | null
  readonly answers: { readonly act: CountedAct; readonly by: ActId | null }[]
  readonly reopens: CountedAct[]
}

/** What one person adds and takes away again: a tag, or a link. */
interface Stood<What> { readonly what: What; readonly person: PersonId; readonly adds: Place[]; readonly removes: Place[] }

class Gathering {
  readonly past: Past
  readonly said = new Map<ActId, Said>()
  readonly tags = new Map<string, Stood<string>>()
  readonly links = new Map<string, Stood<{ to: string; as: LinkKind }>>()
  readonly #counts = new Map<string, Place[]>()

  constructor(past: Past) {
    this.past = past
  }

  /** A remark that the act knows; null where it knows none of that name. */
  known(act: CountedAct, id: ActId): Said | null {
    const found = this.said.get(id)
    return found && this.past.knows(act.place, found.act.place) ? found : null
  }

  /** [RE8] Counted by device and in the act's past, so that it comes out the same in any order of arrival. */
  hasRoom(act: CountedAct, what: string, most: number): boolean {
    const key = `${what} ${act.device}`
    const places = this.#counts.get(key) ?? []
    this.#counts.set(key, places)
    if (places.length >= most && places.filter((place) => this.past.knows(act.place, place)).length >= most) return false
    places.push(act.place)
    return true
  }
}

/** [RE8] */
const MOST = { words: 1000, tags: 100, links: 200 } as const
/** [RE1] What somebody who left may still do. */
const ENDING: ReadonlySet<RemarkVerb> = new Set(['retract', 'untag', 'unlink', 'answered'])

export function foldRemarks(acts: readonly CountedAct[], past: Past): Remarks {
  const gathering = new Gathering(past)
  const ignored: Ignored[] = []
  const ordered = inOrder(acts, past)
  for (const act of ordered) {
    const reason = take(gathering, act)
    if (reason) ignored.push({ act: act.id, reason })
  }
  const spoken = spokenIn(gathering)
  return {
    remarks: [...gathering.said.values()].map((said) => remarkOf(said, gathering, spoken)),
    tags: standing(gathering.tags, past, (tag) => tag).map(({ what, by }) => ({ tag: what, by })),
    links: standing(gathering.links, past, linkKey).map(({ what, by }) => ({ ...what, by })),
    ignored: ignored.sort((a, b) => (a.act < b.act ? -1 : 1)),
  }
}

function take(on: Gathering, act: CountedAct): Reason | null {
  const verb = act.type.slice('remark.'.length) as RemarkVerb
  if (!act.type.startsWith('remark.') || !Object.hasOwn(remarkBodies, verb)) return 'unknown verb'
  const parsed = remarkBodies[verb].safeParse(act.body)
  if (!parsed.success) return 'malformed body'
  if (act.subject === '') return 'other record'
  if (!act.owned) return 'device not theirs'
  if (!act.member && !ENDING.has(verb)) return 'not a member'
  const body = parsed.data as never
  switch (verb) {
    case 'say': return takeSay(on, act, body)
    case 'edit': return takeEdit(on, act, body)
    case 'retract': return takeRetract(on, act, body)
    case 'answered': return takeAnswered(on, act, body)
    case 'reopen': return takeReopen(on, act, body)
    case 'tag': case 'untag': return takeTag(on, act, body, verb === 'tag')
    case 'link': case 'unlink': return takeLink(on, act, body, verb === 'link')
  }
}

/** [RE2] */
function takeSay(on: Gathering, act: CountedAct, body: RemarkBody<'say'>): Reason | null {
  const parent = body.reply === undefined ? null : on.known(act, body.reply)
  if (body.reply !== undefined && !parent) return 'unknown remark'
  if (!on.hasRoom(act, 'words', MOST.words)) return 'too many'
  on.said.set(act.id, {
    act, body, thread: parent?.thread ?? act.id, takenBack: null, answers: [], reopens: [],
    wordings: [{ act: act.id, at: act.at, text: body.text, mentions: body.mentions ?? [] }],
  })
  return null
}

/** [RE3] Taken in order of cause, so the last is one that no other wording knows. */
function takeEdit(on: Gathering, act: CountedAct, body: RemarkBody<'edit'>): Reason | null {
  const said = on.known(act, body.remark)
  if (!said) return 'unknown remark'
  if (said.act.person !== act.person) return 'not for them'
  if (!on.hasRoom(act, 'words', MOST.words)) return 'too many'
  said.wordings.push({ act: act.id, at: act.at, text: body.text, mentions: body.mentions ?? [] })
  return null
}

/** [RE4] */
function takeRetract(on: Gathering, act: CountedAct, body: RemarkBody<'retract'>): Reason | null {
  const said = on.known(act, body.remark)
  if (!said) return 'unknown remark'
  if (said.act.person !== act.person) return 'not for them'
  said.takenBack ??= act.at
  return null
}

/** [RE5] */
function takeAnswered(on: Gathering, act: CountedAct, body: RemarkBody<'answered'>): Reason | null {
  const said = on.known(act, body.remark)
  if (!said || said.body.kind !== 'question') return 'unknown remark'
  if (said.act.person !== act.person) return 'not for them'
  const by = body.by === undefined ? null : on.known(act, body.by)
  if (body.by !== undefined && by?.thread !== said.thread) return 'unknown remark'
  said.answers.push({ act, by: body.by ?? null })
  return null
}

/** [RE5] */
function takeReopen(on: Gathering, act: CountedAct, body: RemarkBody<'reopen'>): Reason | null {
  const said = on.known(act, body.remark)
  if (!said || said.body.kind !== 'question') return 'unknown remark'
  if (said.act.person !== act.person) return 'not for them'
  said.reopens.push(act)
  return null
}

/** [RE6] */
function takeTag(on: Gathering, act: CountedAct, { tag }: RemarkBody<'tag'>, adds: boolean): Reason | null {
  return stand(on, act, on.tags, tag, tag, adds, 'tags')
}

/** [RE7] */
function takeLink(on: Gathering, act: CountedAct, link: RemarkBody<'link'>, adds: boolean): Reason | null {
  return link.to === act.subject ? 'other record' : stand(on, act, on.links, link, linkKey(link), adds, 'links')
}

const linkKey = ({ to, as }: { to: string; as: LinkKind }): string => `${as} ${to}`

/** [RE6, RE7] Adding counts against the cap, taking away needs something of one's own to take away. */
function stand<What>(
  on: Gathering, act: CountedAct, all: Map<string, Stood<What>>, what: What, name: string, adds: boolean, cap: 'tags' | 'links',
): Reason | null {
  const key = `${act.person} ${name}`
  const stood = all.get(key) ?? { what, person: act.person, adds: [], removes: [] }
  if (adds) {
    if (!on.hasRoom(act, cap, MOST[cap])) return 'too many'
    stood.adds.push(act.place)
  } else {
    if (!stood.adds.some((place) => on.past.knows(act.place, place))) return 'nothing to undo'
    stood.removes.push(act.place)
  }
  all.set(key, stood)
  return null
}

function standing<What>(all: ReadonlyMap<string, Stood<What>>, past: Past, nameOf: (what: What) => string): { what: What; by: PersonId[] }[] {
  const found = new Map<string, { what: What; by: PersonId[] }>()
  for (const { what, person, adds, removes } of all.values()) {
    if (adds.every((place) => isUndone(place, adds, removes, past))) continue
    const entry = found.get(nameOf(what)) ?? { what, by: [] }
    found.set(nameOf(what), entry)
    entry.by.push(person)
  }
  const entries = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
  for (const entry of entries) entry.by.sort()
  return entries
}

function remarkOf(said: Said, on: Gathering, spoken: Spoken): Remark {
  const { act, body, thread, wordings, takenBack } = said
  const live = said.answers.filter((answer) => !said.reopens.some((reopen) => on.past.knows(reopen.place, answer.act.place)))
  return {
    id: act.id, person: act.person, at: act.at, kind: body.kind, thread, reply: body.reply ?? null, wordings, takenBack,
    answered: live.map((answer) => ({ act: answer.act.id, at: answer.act.at, by: answer.by })),
    waitsFor: takenBack === null ? addressed(said, on).filter((person) => !hasHeard(person, said, on, spoken)) : [],
  }
}

/** Places of what each person said in each thread, in the order of cause. */
type Spoken = ReadonlyMap<string, readonly Place[]>

function spokenIn(on: Gathering): Spoken {
  const spoken = new Map<string, Place[]>()
  const add = ({ person, place }: CountedAct, thread: ActId): void => {
    const key = `${thread} ${person}`
    const places = spoken.get(key)
    if (places) places.push(place)
    else spoken.set(key, [place])
  }
  for (const { act, thread, answers } of on.said.values()) {
    add(act, thread)
    // Who says that the question is answered has heard what came before.
    for (const answer of answers) add(answer.act, thread)
  }
  return spoken
}

/** [RE9] Of the words that are shown: whom an edit no longer names is not waited for. */
function addressed(said: Said, on: Gathering): PersonId[] {
  const parent = said.body.reply === undefined ? null : on.said.get(said.body.reply)!
  const named = said.wordings.at(-1)!.mentions.map((mention) => mention.id as PersonId)
  return [...new Set([...named, ...(parent && parent.takenBack === null ? [parent.act.person] : [])])]
    .filter((person) => person !== said.act.person).sort()
}

/** The last they said is the likeliest to know it. */
const hasHeard = (person: PersonId, said: Said, on: Gathering, spoken: Spoken): boolean =>
  spoken.get(`${said.thread} ${person}`)?.findLast((place) => on.past.knows(place, said.act.place)) !== undefined
