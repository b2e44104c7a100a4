// The keeping of a commitment: readings, risk, renewal, stepping out; and what differs between two revisions.
import { termsChanges, type TermsChange } from '#shared/domain/record/changes.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import { readAmount } from '#shared/domain/record/fields.ts'
import type { RecordDetail, RevisionView, StoneView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type Outcome } from '../command.ts'
import { dateGiven, dayGiven } from '../dates.ts'
import { findRevision } from '../find.ts'
import { onRecord } from '../here.ts'
import { indent, oneLine, plain, shortId } from '../text.ts'
import { showText, showValue } from './show.ts'

const RESULT = 'JSON: what "parley show ID --json" prints.'
export const signed = (record: RecordDetail, line: string): Outcome => ({ value: showValue(record), text: `${line}\n\n${showText(record)}` })

/** By the beginning of its words or its id. */
function findStone(stones: readonly StoneView[], wanted: string): StoneView {
  const fold = (text: string): string => text.normalize('NFC').trim().toLocaleLowerCase()
  const exact = stones.filter(({ id }) => id === wanted)
  const found = exact.length > 0 ? exact : stones.filter(({ measure }) => fold(measure).startsWith(fold(wanted)))
  if (found.length === 1) return found[0]!
  const listed = stones.map(({ id, measure }) => `${oneLine(measure)} (${id})`).join('; ')
  throw new ProblemError(problem(
    found.length === 0 ? 'stone.unknown' : 'stone.ambiguous', found.length === 0 ? `No stepping stone here is called "${wanted}".` : `"${wanted}" fits ${found.length} stepping stones.`,
    stones.length === 0 ? 'The words have no stepping stones: amend them first.' : `There is: ${listed}.`,
  ))
}

const reading: Command = {
  name: 'reading',
  takes: ['ID'],
  says: 'Note what was found of a stepping stone. Without a value: that it is reached.',
  options: {
    stone: { type: 'text', value: 'NAME', says: 'which stepping stone, by the beginning of its words', required: true },
    value: { type: 'text', value: 'N', says: 'what was found: 18 or 2.5' },
    on: { type: 'text', value: 'DATE', says: 'on which day (else today)' },
    text: { type: 'text', value: 'TEXT', says: 'a note to it' },
    ...WORKSPACE,
  },
  more: `${RESULT}\n\n  parley reading ID --stone "Shifts" --value 16`,
  run: async (call) => {
    const { given } = call
    const [text, value] = [given.text('text'), given.text('value')]
    const amount = value === undefined ? undefined : readAmount(value)
    if (amount === null) throw new ProblemError(problem('usage.number', `--value takes a number, and "${value!}" is none.`, 'Write it like --value 18 or --value 2.5.'))
    const date = dayGiven(call, 'on')
    const { give, show } = await onRecord(call)
    const detail = await show()
    const stone = findStone(detail.keeping?.stones ?? [], given.text('stone')!)
    const record = await give('reading', { stone: stone.id, on: date, ...(amount !== undefined && { value: amount }), ...(text !== undefined && { text }) })
    return signed(record, `You noted of ${oneLine(stone.measure)}: ${amount === undefined ? 'reached' : `${amount}${stone.unit ? ` ${oneLine(stone.unit)}` : ''}`}, ${date}.`)
  },
}

const risk: Command = {
  name: 'risk',
  takes: ['ID'],
  says: 'Say that a commitment is at risk, or with --over that it is not any more.',
  options: { text: { type: 'text', value: 'TEXT', says: 'what is in the way' }, over: { type: 'flag', says: 'take back that you said so' }, ...WORKSPACE },
  more: RESULT,
  run: async (call) => {
    const text = call.given.text('text')
    const over = call.given.flag('over')
    const { give } = await onRecord(call)
    const record = await give(over ? 'clear' : 'risk', { ...(text !== undefined && { text }) })
    return signed(record, over ? 'You took back that this is at risk.' : 'You said that this is at risk.')
  },
}

const renew: Command = {
  name: 'renew',
  takes: ['ID'],
  says: 'Offer the words in force again with later dates. Until all have accepted, the old ones hold.',
  options: {
    by: { type: 'text', value: 'DATE', says: 'the new date to be done by' },
    review: { type: 'text', value: 'DATE', says: 'the next review (else by the rhythm in the words)' },
    until: { type: 'text', value: 'DATE', says: 'the new last day (else as long as before)' },
    ...WORKSPACE,
  },
  more: RESULT,
  run: async (call) => {
    const [due, review, until] = [dateGiven(call, 'by'), dateGiven(call, 'review'), dateGiven(call, 'until')]
    const { give } = await onRecord(call)
    const record = await give('renew', { ...(due && { due }), ...(review && { review }), ...(until && { until }) })
    return signed(record, `You offered revision ${record.offer ?? record.revision ?? ''}: the same words with later dates.`)
  },
}

const stepout = (name: string): Command => ({
  name,
  takes: ['ID'],
  says: 'Step out of a commitment in force. Nobody has to agree.',
  options: {
    text: { type: 'text', value: 'TEXT', says: 'why' },
    notice: { type: 'text', value: 'TEXT', says: 'from when' },
    handover: { type: 'text', value: 'TEXT', says: 'what is to be handed over, and where it is' },
    ask: { type: 'texts', value: 'NAME', says: 'whom you ask to take it over; it binds nobody' },
    ...WORKSPACE,
  },
  more: RESULT,
  run: async (call) => {
    const { given } = call
    const said = Object.fromEntries((['text', 'notice', 'handover'] as const).flatMap((key) => {
      const text = given.text(key)
      return text === undefined ? [] : [[key, text]]
    }))
    const { give, row, idsOf } = await onRecord(call)
    const to = await idsOf(given.texts('ask'))
    return signed(await give('stepout', { ...said, ...(to.length > 0 && { to }) }), `You stepped out of ${oneLine(row.title)}.`)
  },
})

const diff: Command = {
  name: 'diff',
  takes: ['ID'],
  says: 'Show what differs between two revisions: words and fields.',
  options: {
    from: { type: 'text', value: 'N|ID', says: 'the older one (else the one in force, or before the last)' },
    to: { type: 'text', value: 'N|ID', says: 'the newer one (else the last)' },
    ...WORKSPACE,
  },
  more: 'JSON: {"from","to","changes":[{"what",…}]}. Of words: {"what":"words","voice","pieces":[{"change","text"}]}; of lists: {"what","item","change","fields"}; else {"what","before","after"}.',
  run: async (call) => {
    const detail = await (await onRecord(call)).show()
    const { revisions } = detail
    const [from, to] = [call.given.text('from'), call.given.text('to')]
    const newer = to === undefined ? revisions.at(-1) : findRevision(detail, to)
    const older = from !== undefined ? findRevision(detail, from)
      : revisions.findLast((one) => one !== newer && one.state === 'in force') ?? revisions.findLast((one) => newer !== undefined && one.number < newer.number)
    if (!newer || !older) throw new ProblemError(problem('revision.unknown', 'There are no two revisions here to compare.', 'Name them with --from and --to.'))
    const changes = changesOf(older, newer)
    return { value: { from: older.number, to: newer.number, changes }, text: changesText(detail, older, newer, changes) }
  },
}

function changesOf(older: RevisionView, newer: RevisionView): TermsChange[] {
  if (!older.terms || !newer.terms) {
    throw new ProblemError(problem('terms.unavailable', 'The words of one of the two are not on this device.', 'Connect with a colleague who has them.'))
  }
  return termsChanges(older.terms, newer.terms)
}

function changesText(detail: RecordDetail, older: RevisionView, newer: RevisionView, changes: readonly TermsChange[]): string {
  const nameOf = (id: string | null): string => (id === null ? '' : oneLine(detail.parties.find((party) => party.id === id)?.name ?? shortId(id)))
  const head = `${oneLine(detail.title)}: revision ${older.number} to ${newer.number}`
  return changes.length === 0 ? `${head}\nThe same words.` : `${head}\n${changes.map((change) => changeText(change, nameOf)).join('\n')}`
}

function changeText(change: TermsChange, nameOf: (id: string | null) => string): string {
  if (change.what === 'words') {
    const words = change.pieces.map(({ change: how, text }) => (how === 'same' ? plain(text) : how === 'added' ? `{+${plain(text)}+}` : `[-${plain(text)}-]`)).join('')
    return `${change.voice}${change.person === null ? '' : ` of ${nameOf(change.person)}`}\n${indent(words)}`
  }
  if ('item' in change) {
    const fields = change.fields.map(({ field, before, after }) => `${field}: ${shown(field, before, nameOf)} -> ${shown(field, after, nameOf)}`)
    return `${change.what}, ${change.change}: ${oneLine(change.name)}${change.change === 'changed' ? `\n${indent(fields.join('\n'))}` : ''}`
  }
  return `${change.what}: ${shown(change.what, change.before, nameOf)} -> ${shown(change.what, change.after, nameOf)}`
}

const shown = (field: string, value: string | null, nameOf: (id: string) => string): string => (value === null ? 'none' : field === 'person' ? nameOf(value) : oneLine(value))

export const keepingCommands: readonly Command[] = [reading, risk, renew, stepout('stepout'), diff]
export const stepoutCommand = stepout('commitment stepout')
