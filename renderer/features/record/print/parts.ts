// What goes on paper under the words: everything that was said of a record, as small tables of plain text. Pure.
import type { AdviserView } from '../../../../shared/domain/decision/view.ts'
import type { Amount, Measure } from '../../../../shared/domain/record/fields.ts'
import type { ReadingView, RecordDetail } from '../../../../shared/protocol/contract.ts'
import { REACH, USED } from '../../decision/decision-words.ts'
import { REVISION_WORDS, STANCES } from '../stances.ts'

export interface PrintPart {
  readonly key: string
  readonly title: string
  /** A line under the title. */
  readonly says?: string
  /** Words over the columns; a column in which nothing stands is left out. */
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

export interface PrintWords {
  t(key: string, named?: Record<string, unknown>): string
  /** A calendar day, and a moment in milliseconds, each with its year. */
  day(date: string): string
  at(moment: number): string
  names(all: readonly string[]): string
  amount(value: Amount): string
  /** "20 now, 10 hoped for, stop at 30". */
  watched(measure: Pick<Measure, 'unit' | 'baseline' | 'hoped' | 'stop'>): string
  titleOf(record: string): string
  nameOf(person: string): string
}

type Parts = (detail: RecordDetail, words: PrintWords) => readonly PrintPart[]
const AS = { adopt: 'trial.adopt', adapt: 'trial.adapt', drop: 'trial.drop' } as const
const ADVISER_AS = { affected: 'print.affected', expert: 'print.expert', touched: 'print.touched' } as const
const REVIEWED = { keep: 'print.kept', adjust: 'print.adjusted', undo: 'print.undone' } as const
const PROMISES = { open: 'print.promiseOpen', claimed: 'stance.claimed', fulfilled: 'stance.fulfilled', released: 'stance.released' } as const

const some = (...all: readonly (string | null | undefined)[]): string => all.filter(Boolean).join(' · ')

function part(words: PrintWords, key: string, title: string, head: readonly string[], rows: readonly (readonly (string | null | undefined)[])[], says?: string): PrintPart[] {
  if (rows.length === 0 && says === undefined) return []
  const used = head.map((_, column) => rows.some((row) => !!row[column]))
  const keep = <T>(row: readonly T[]): T[] => row.filter((_, column) => used[column])
  return [{ key, title: words.t(title), ...(says !== undefined && { says }), head: keep(head.map((one) => (one === '' ? '' : words.t(one)))), rows: rows.map((row) => keep(row).map((cell) => cell ?? '')) }]
}

/** Whoever a record of agreement is between, and where each stands. */
const parties: Parts = (detail, words) => {
  if (detail.group || detail.decision || detail.experiment || detail.minutes || detail.role) return []
  return part(words, 'parties', 'print.parties', ['print.name', 'print.stance', 'print.rev', 'print.promise', 'print.when', 'print.words'], detail.parties.map((one) => [
    one.name, one.stance === 'accepted' ? words.t('print.signed') : words.t(STANCES[one.stance].words), one.revision === null ? '' : String(one.revision), one.promise === null ? '' : words.t(PROMISES[one.promise]), one.at === null ? '' : words.at(one.at), one.text,
  ]))
}

const readings = (words: PrintWords, key: string, title: string, says: string, all: readonly ReadingView[]): PrintPart => ({
  ...part(words, key, 'print.measure', ['print.day', 'print.found', 'print.by', 'print.words'], all.map((one) => [
    words.day(one.on), some(one.value === null ? words.t('print.reached') : `${words.amount(one.value)}${one.unit === null ? '' : ` ${one.unit}`}`, one.otherUnit ? words.t('print.otherUnit') : null), one.name, one.text,
  ]), says)[0]!,
  title,
})

const given = <T>(value: T | null): T | undefined => value ?? undefined
/** What is wanted of it, whoever tells it. */
function watched(words: PrintWords, of: { readonly unit: string | null; readonly baseline: Amount | null; readonly hoped: Amount | null; readonly stop?: Amount | null }): string {
  const all = { unit: given(of.unit), baseline: given(of.baseline), hoped: given(of.hoped), stop: given(of.stop ?? null) }
  return words.watched(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)))
}

const keeping: Parts = ({ keeping: kept }, words) => {
  if (!kept) return []
  return [
    ...kept.stones.map((one) => readings(words, `stone-${one.id}`, one.measure, some(one.name, watched(words, { ...one, hoped: one.target }), one.by === null ? null : words.day(one.by)), one.readings)),
    ...part(words, 'checkins', 'print.checkins', ['print.name', 'print.when', 'print.sure', 'print.words', 'print.help'], kept.checkins.map((one) => [one.name, words.at(one.at), one.confidence === null ? '' : words.t('print.ofFive', { n: one.confidence }), one.text, one.help])),
    ...part(words, 'risks', 'print.risks', ['print.name', 'print.when', 'print.words'], kept.risks.map((one) => [one.name, words.at(one.at), one.text])),
    ...part(words, 'stepouts', 'print.left', ['print.name', 'print.when', 'print.words', 'print.handover', 'print.to'], kept.stepouts.map((one) => [one.name, words.at(one.at), some(one.text, one.notice), one.handover, words.names(one.to.map(({ name }) => name))])),
  ]
}

function adviceRows(advisers: readonly AdviserView[], words: PrintWords): (readonly string[])[] {
  return advisers.flatMap((one) => {
    const why = some(words.names(one.as.map((as) => words.t(ADVISER_AS[as]))), ...one.why, ...one.groups.map((group) => words.t('decision.asGroup', { title: words.titleOf(group) })))
    const row = (said: string, used: string, how: string): readonly string[] => [one.name, why, said, used, how]
    const advice = one.advice.map((said) => row(
      some(said.text, said.concern ? words.t('print.concern') : null, said.notedBy ? words.t('decision.notedBy', { name: said.notedBy.name }) : null, words.t('rev.name', { n: said.revision }), words.at(said.at)),
      said.answers.length === 0 ? words.t(USED.none.words) : said.answers.map(({ used }) => words.t(USED[used].words)).join(', '),
      said.answers.map(({ name, text }) => `${name}: ${text ?? ''}`).join('\n'),
    ))
    const other = [
      ...one.unconfirmed.map((said) => row(some(said.text, words.t('decision.notedBy', { name: said.name })), words.t(USED.unconfirmed.words), '')),
      ...one.passed.map((said) => row(said.text ?? '', words.t(USED.pass.words), '')), ...one.waived.map((said) => row('', words.t(USED.waived.words), `${said.name}: ${said.text ?? ''}`)),
    ]
    const all = [...advice, ...other]
    return all.length > 0 ? all : [row('', words.t(REACH[one.reach].words), '')]
  })
}
const ADVICE_HEAD = ['print.name', 'print.asked', 'print.said', 'print.used', 'print.how']

const decision: Parts = ({ decision: of }, words) => {
  if (!of) return []
  return [
    ...part(words, 'deciders', 'print.decides', [], [], words.names(of.deciders.map(({ name }) => name))),
    ...part(words, 'advice', 'print.advice', ADVICE_HEAD, adviceRows(of.advisers, words)),
    ...part(words, 'outcomes', 'print.decided', ['print.name', 'print.when', 'print.rev', 'print.words', 'print.review'], of.outcomes.map((one) => [
      one.name, words.at(one.at), String(one.revision), some(one.withoutAdvice ? words.t('print.withoutAdvice') : null, one.text),
      one.review ? some(words.t(REVIEWED[one.review.outcome]), one.review.text, words.at(one.review.at)) : '',
    ])),
    ...of.outcomes.flatMap((one) => [
      ...(one.advisers.length > 0 ? part(words, `advice-${one.act}`, 'print.adviceThen', ADVICE_HEAD, adviceRows(one.advisers, words)) : []),
      ...part(words, `since-${one.act}`, 'print.saidSince', ['print.name', 'print.when', 'print.words'], one.since.map((said) => [said.name, words.at(said.at), said.text])),
    ]),
  ]
}

const experiment: Parts = ({ experiment: of }, words) => {
  if (!of) return []
  return [
    ...part(words, 'taking', 'print.takingPart', ['print.name', 'print.rev', 'print.when', 'print.concludedAs'], of.takingPart.map((one) => [one.name, String(one.revision), words.at(one.at), one.concluded === null ? '' : words.t(AS[one.concluded])])),
    ...of.measures.map((one) => readings(words, `measure-${one.id}`, one.measure, watched(words, one), one.readings)),
    ...part(words, 'conclusions', 'print.conclusions', ['print.name', 'print.concludedAs', 'print.learned', 'print.next', 'print.when'], of.conclusions.map((one) => [one.name, words.t(AS[one.as]), one.learned, one.next, words.at(one.at)])),
    ...part(words, 'notebook', 'trial.notebook', ['print.day', 'print.name', 'print.words'], of.notebook.map((one) => [words.day(one.on), one.name, one.text])),
    ...part(words, 'pauses', 'print.pauses', ['print.name', 'print.when', 'print.words'], of.pauses.map((one) => [one.name, words.at(one.at), one.text])),
  ]
}

const PROPOSED = { pause: 'print.toPause', resume: 'print.toGoOn', close: 'print.toClose' } as const

const group: Parts = ({ group: of }, words) => {
  if (!of) return []
  const said = ['print.name', 'print.when', 'print.words'] as const
  return [
    ...part(words, 'members', 'print.members', ['print.name', 'print.since', 'print.rev', ''], of.members.map((one) => [one.name, words.at(one.since), String(one.revision), one.facilitates ? words.t('print.facilitates') : ''])),
    ...part(words, 'waiting', 'print.waiting', said, of.waiting.map((one) => [one.name, words.at(one.at), one.text])),
    ...part(words, 'left', 'print.left', [...said, 'print.handover'], of.left.map((one) => [one.name, words.at(one.at), some(one.text, one.notice), one.handover])),
    ...part(words, 'proposals', 'print.proposals', ['print.name', 'print.what', 'print.when', 'print.words', 'print.agreed'], of.proposals.map((one) => [one.by.name, words.t(PROPOSED[one.what]), words.at(one.at), some(one.text, one.home), words.names(one.agreed.map(({ name }) => name))])),
    ...part(words, 'outputs', 'print.outputs', ['print.what', 'print.by', 'print.when', 'print.words'], of.outputs.map((one) => [one.title, one.by?.name, one.at === null ? '' : words.at(one.at), one.text])),
    ...part(words, 'how', 'print.howWeDoIt', ['print.topic', 'print.what', 'print.by', 'print.words'], of.how.map((one) => [one.topic, one.title, one.by.name, one.text])),
    ...part(words, 'learned', 'print.allLearned', said, of.learned.map((one) => [one.name, words.at(one.at), one.text])),
  ]
}

const role: Parts = ({ role: of }, words) => (of ? [
  ...part(words, 'held', 'print.held', ['print.name', 'print.since', 'print.rev'], of.held.map((one) => [one.name, words.at(one.from), String(one.revision)])),
  ...part(words, 'handons', 'print.handons', ['print.name', 'print.when', 'print.to', 'print.words'], of.handons.map((one) => [one.by.name, words.at(one.at), words.names(one.to.map(({ name }) => name)), one.text])),
] : [])

const minutes: Parts = ({ minutes: of }, words) => (of ? [
  ...part(words, 'there', 'print.there', [], [], words.names([...(of.keeper ? [words.t('print.keeper', { name: of.keeper.name })] : []), ...of.there.map(({ name }) => name)])),
  ...part(words, 'todo', 'minutes.toDo', ['print.what', 'print.named'], of.toDos.map((one) => [some(one.words, one.done ? words.t('print.done') : null), words.names(one.people.map(words.nameOf))])),
  ...part(words, 'memories', 'print.memories', ['print.name', 'print.when', 'print.stance', 'print.words'], of.memories.map((one) => [one.person.name, words.at(one.at), words.t(one.says === 'otherwise' ? 'print.otherwise' : 'print.soItWas'), one.text])),
] : [])

/** Enough of a hash to tell revisions apart; the whole one of what is printed stands below. */
const SHORT_HASH = 16

const revisions: Parts = (detail, words) => part(words, 'revisions', 'print.revisions', ['print.rev', 'print.by', 'print.when', 'print.stance', 'print.signedBy', 'print.hash'], detail.revisions.map((one) => [
  String(one.number), one.byName, words.at(one.at), words.t(REVISION_WORDS[one.state]), words.names([...new Map(one.signatures.filter(({ undone }) => !undone).map(({ person, name }) => [person, name])).values()]), one.words.slice(0, SHORT_HASH),
]))

const ALL: readonly Parts[] = [parties, group, role, minutes, decision, experiment, keeping, revisions]

/** In the order in which they are read; parts with nothing in them are left out. */
export const printParts = (detail: RecordDetail, words: PrintWords): readonly PrintPart[] => ALL.flatMap((of) => of(detail, words))
