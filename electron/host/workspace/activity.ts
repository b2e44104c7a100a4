// Everything that was done here, in the order in which it arrived, as codes and facts. What has no effect is not told.
import type { ActId, Circle, PersonId, RecordId, TextHash } from '#shared/base/ids.ts'
import { fromUtf8 } from '#shared/base/bytes.ts'
import type { CountedAct, Ignored } from '#shared/domain/fold.ts'
import { conceptOf, recordConceptOf } from '#shared/domain/registry.ts'
import type { TimelineEntry } from '#shared/domain/record/view.ts'
import type { ActivityEntry, ActivityPage } from '#shared/protocol/methods/talk.ts'
import { countedFrom } from '../store/intake.ts'
import type { Workspace } from './workspace.ts'

export interface ActivityAsked {
  readonly before?: number | undefined
  readonly person?: PersonId | undefined
  readonly record?: RecordId | undefined
  readonly kind?: 'records' | 'talk' | 'people' | undefined
  readonly limit: number
}

/** Acts read at a time, and looked at for one page: a filter that fits little must not read a whole ledger in one go. */
const SLICE = 200
const MOST_READ = 4000
const MAX_TEXT = 200

interface Row { readonly n: number; readonly id: ActId }

export function activityOf(workspace: Workspace, asked: ActivityAsked): ActivityPage {
  const teller = new Teller(workspace)
  const entries: ActivityEntry[] = []
  let before = asked.before ?? Number.MAX_SAFE_INTEGER
  for (let read = 0; read < MOST_READ; read += SLICE) {
    const rows = rowsBefore(workspace, before, asked)
    for (const { n, id } of rows) {
      before = n
      const entry = teller.tell(id, asked)
      if (entry && entries.push(entry) === asked.limit) return { entries, before }
    }
    if (rows.length < SLICE) return { entries, before: null }
  }
  return { entries, before }
}

/** Newest first. The index by record serves one record, the order of arrival everything else. */
function rowsBefore(workspace: Workspace, before: number, { person, record }: ActivityAsked): Row[] {
  const wheres = ["circle in ('workspace', 'me')", 'n < ?']
  const values: (string | number)[] = [before]
  if (record !== undefined) {
    wheres.push('subject = ?')
    values.push(record)
  }
  if (person !== undefined) {
    wheres.push('device in (select value from json_each(?))')
    values.push(JSON.stringify(workspace.people.get(person)?.devices.map((device) => device.id) ?? []))
  }
  const select = workspace.db.prepare(`select n, lower(hex(id)) as id from acts where ${wheres.join(' and ')} order by n desc limit ${SLICE}`)
  return select.all(...values) as unknown as Row[]
}

/** Acts of a workspace nobody cares to read about: bookkeeping between devices, and one's own log of hours. */
const UNTOLD: ReadonlySet<string> = new Set(['knot.tie', 'person.found', 'membership.recognise', 'hours.log', 'hours.drop'])

class Teller {
  readonly #workspace: Workspace
  /** By record: what has no effect, and what its concept says of each act. Made once a page. */
  readonly #records = new Map<string, { readonly ignored: ReadonlySet<ActId>; readonly told: ReadonlyMap<string, TimelineEntry> } | null>()

  readonly #others = new Map<string, ReadonlySet<ActId>>()

  constructor(workspace: Workspace) {
    this.#workspace = workspace
  }

  tell(id: ActId, { kind, person }: ActivityAsked): ActivityEntry | null {
    const row = this.#workspace.ledger.rows.byId(id)!
    const act = countedFrom(row, this.#workspace.ledger.chains(row.circle))
    if (UNTOLD.has(act.type) || !act.owned || (kind !== undefined && kindOf(act) !== kind) || (person !== undefined && act.person !== person)) return null
    const about = act.subject === '' ? null : this.#record(act.subject as RecordId)
    if (about?.ignored.has(act.id) || (!about && this.#isWithoutEffect(act, row.circle))) return null
    const shown = about && this.#workspace.list.row(act.subject as RecordId)
    // A record's acts are told by its concept; what it does not tell of is none of its acts.
    const told = about?.told.get(act.id)
    if (recordConceptOf(act.type) && !told) return null
    if (act.type.startsWith('remark.') && !shown) return null
    return {
      id: act.id, at: act.at, person: act.person, name: this.#workspace.people.name(act.person), you: act.person === this.#workspace.me,
      type: this.#workspace.told(act),
      record: shown ? act.subject : null, title: shown?.title ?? null, kind: shown?.kind ?? null, revision: told?.revision ?? null,
      text: shorten(told ? told.text : this.#said(act)), ...this.#facts(act),
    }
  }

  /** Of what is no record: what people say of themselves, questions to everyone. */
  #isWithoutEffect(act: CountedAct, circle: Circle): boolean {
    const concept = conceptOf(act.type)
    if (!concept) return true
    if (act.subject === '') return false
    const key = `${concept.id} ${act.subject}`
    const known = this.#others.get(key)
    if (known) return known.has(act.id)
    const acts = this.#workspace.ledger.actsOf(circle, act.subject).filter((one) => conceptOf(one.type) === concept)
    const { ignored } = concept.fold(acts, this.#workspace.ledger.chains(circle).index) as { readonly ignored?: readonly Ignored[] }
    const without = new Set((ignored ?? []).map((one) => one.act))
    this.#others.set(key, without)
    return without.has(act.id)
  }

  #record(id: RecordId) {
    const known = this.#records.get(id)
    if (known !== undefined) return known
    const { records } = this.#workspace
    const folded = records.has(id) ? records.fold(id) : null
    const made = !folded?.ok ? null : {
      ignored: new Set([...folded.value.concept.ignored(folded.value.state), ...folded.value.remarks?.ignored ?? []].map(({ act }) => act)),
      told: new Map(folded.value.concept.detail(folded.value.state, records.context()).timeline.map((entry) => [entry.id, entry])),
    }
    this.#records.set(id, made)
    return made
  }

  /** Words of a remark; those of one that was taken back are not told again. */
  #said({ type, body, subject, id }: CountedAct): string | null {
    if (!type.startsWith('remark.') || typeof body['text'] !== 'string') return null
    const folded = this.#workspace.records.fold(subject as RecordId)
    const remarkId = type === 'remark.edit' ? body['remark'] : id
    const one = folded.ok ? folded.value.remarks?.remarks.find((candidate) => candidate.id === remarkId) : undefined
    if (!one || one.takenBack !== null) return null
    const bytes = this.#workspace.ledger.text(body['text'] as TextHash)
    try {
      return bytes && fromUtf8(bytes)
    } catch {
      return null
    }
  }

  #facts({ type, body, id }: CountedAct): Pick<ActivityEntry, 'what' | 'to' | 'remark'> {
    const text = (key: string): string | null => (typeof body[key] === 'string' ? body[key] : null)
    if (type === 'remark.say') return { what: text('kind'), to: null, remark: id }
    if (type === 'remark.tag' || type === 'remark.untag') return { what: text('tag'), to: null, remark: null }
    if (type === 'remark.link' || type === 'remark.unlink') {
      return { what: this.#workspace.list.row(text('to') as RecordId)?.title ?? null, to: text('to'), remark: null }
    }
    if (type.startsWith('remark.')) return { what: null, to: null, remark: text('remark') }
    if (type === 'membership.admit') return { what: this.#workspace.people.name(text('person') as PersonId), to: text('person'), remark: null }
    return { what: null, to: null, remark: null }
  }
}

function kindOf({ type, subject }: CountedAct): 'records' | 'talk' | 'people' {
  if (type.startsWith('remark.')) return 'talk'
  return recordConceptOf(type) && subject !== '' ? 'records' : 'people'
}

const shorten = (text: string | null): string | null => (text !== null && text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT).toWellFormed()}…` : text)
