import type { ActReach, Block, PartyView, RecordDetail, RevisionView, Section, TimelineEntry } from '#shared/protocol/contract.ts'
import { plainText } from '#shared/domain/record/words.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { onRecord } from '../here.ts'
import { fieldsText, goneText, keepingText } from './show-fields.ts'
import { decisionText } from './show-decision.ts'
import { groupText } from './show-group.ts'
import { minutesText } from './show-minutes.ts'
import { roleText } from './show-role.ts'
import { experimentText } from './show-experiment.ts'
import { indent, moment, oneLine, plain, shortId, table, wrap } from '../text.ts'

/** What scripts rely on first, then everything else there is to know. */
export function showValue(record: RecordDetail): object {
  const { id, title, state, offer, revision, due, parties, ...rest } = record
  return { id, title, state, offer, revision, due, parties, ...rest }
}

/** What the concepts add to what every record shows; empty where a record is none of theirs. */
const OWN: readonly ((record: RecordDetail) => string)[] = [
  (record) => (record.decision ? decisionText(record) : ''), roleText, minutesText, groupText,
  ({ experiment, spent }) => (experiment ? experimentText(experiment, spent) : ''),
]

export function showText(record: RecordDetail): string {
  const parts = [head(record), `People\n${indent(table(record.parties.map(partyCells)))}`]
  const shown = record.revisions.filter(({ state }) => state === 'offered' || state === 'in force')
  for (const revision of shown.length > 0 ? shown : record.revisions.slice(-1)) parts.push(revisionText(revision, record))
  const kept = record.keeping && keepingText(record.keeping)
  if (kept) parts.push(kept)
  parts.push(...OWN.map((text) => text(record)).filter(Boolean))
  if (record.timeline.length > 0) parts.push(`What happened\n${indent(table(record.timeline.map(entryCells)))}`)
  const can = record.possible.filter(({ allowed }) => allowed).map(({ verb }) => verb)
  if (can.length > 0) parts.push(`You can: ${[...new Set(can)].join(', ')}`)
  const closed = record.possible.filter(({ verb, allowed, reason }) => !allowed && reason !== null && !can.includes(verb))
  if (closed.length > 0) parts.push(`Not now\n${indent(table(closed.map(({ verb, reason }) => [verb, oneLine(reason!)])))}`)
  return parts.join('\n\n')
}

function head(record: RecordDetail): string {
  const facts: string[] = [record.state]
  if (record.revision !== null) facts.push(`rev ${record.revision} in force`)
  if (record.offer !== null) facts.push(`rev ${record.offer} on offer`)
  if (record.due) facts.push(`${record.flags.includes('past due') ? 'was for' : 'by'} ${record.due}`)
  if (record.review) facts.push(`review ${record.review}`)
  facts.push(...record.flags)
  if (record.onlyHere) facts.push('only on this device')
  return `${oneLine(record.title)}\n${shortId(record.id)}  ${facts.join(', ')}`
}

function partyCells(party: PartyView): string[] {
  const said = party.text ? `"${oneLine(party.text)}"` : ''
  const promised = party.promise && party.promise !== 'open' ? `promise ${party.promise}` : ''
  return [
    `${oneLine(party.name)}${party.you ? ' (you)' : ''}`, party.role === 'receives' ? 'promised to' : party.role === 'signs' ? 'signs' : '',
    party.revision === null ? party.stance : `${party.stance} rev ${party.revision}`, promised, said,
  ]
}

function revisionText(revision: RevisionView, record: RecordDetail): string {
  const title = `Revision ${revision.number}, ${revision.state}, by ${oneLine(revision.byName)} (${shortId(revision.id)}, words ${shortId(revision.words)})`
  if (!revision.terms) return `${title}\n  Terms unavailable: the words are not on this device.`
  const nameOf = (id: string): string => oneLine(record.parties.find((party) => party.id === id)?.name ?? shortId(id))
  const words = revision.terms.sections.map((section) => sectionText(section, nameOf))
  return `${title}\n${indent([...words, fieldsText(revision.terms, nameOf), goneText(revision.gone)].filter(Boolean).join('\n\n'))}`.trimEnd()
}

const VOICES: Readonly<Record<Section['voice'], string>> = {
  words: '', why: 'Why', promises: 'promises', term: 'Until when', slips: 'If it slips',
  'looks after': 'Looks after', 'not ours': 'Not ours', 'may decide': 'May decide', 'how we work': 'How we work', 'coming and going': 'Coming and going',
  'when it ends': 'When it ends', resources: 'Resources', question: 'Question', believe: 'We believe', test: 'Smallest test', hurt: 'Who could be hurt',
  undo: 'How to undo it', stop: 'Stop if', learning: 'Learned', noticed: 'Noticed', need: 'Need', intend: 'Intend', 'if not': 'If not', 'look back': 'Looking back',
  agenda: 'Agenda', said: 'Said', 'to do': 'To do',
}

function sectionText({ voice, person, words }: Section, nameOf: (id: string) => string): string {
  const label = voice === 'promises' && person ? `${nameOf(person)} promises` : VOICES[voice]
  const text = words.map((block) => blockText(block)).filter((line) => line.trim() !== '').join('\n')
  return label && text ? `${label}\n${indent(text)}` : text
}

/** Blocks nest as deep as their author liked, so depth is carried and the marks end somewhere. */
function blockText(block: Block, depth = 0): string {
  const inner = (blocks: readonly Block[]): string => (depth < 8 ? blocks.map((one) => blockText(one, depth + 1)).join('\n') : '')
  const item = (mark: string, blocks: readonly Block[]): string => mark + indent(inner(blocks), ' '.repeat(mark.length)).trimStart()
  switch (block.type) {
    case 'bullets': return block.items.map((one) => item('- ', one)).join('\n')
    case 'numbers': return block.items.map((one, at) => item(`${at + 1}. `, one)).join('\n')
    case 'checklist': return block.items.map(({ done, words }) => item(done ? '[x] ' : '[ ] ', words)).join('\n')
    case 'table': return table(block.rows.map((row) => row.map((cell) => oneLine(plainText(cell)))))
    case 'image': return `[picture${block.alt ? `: ${oneLine(block.alt)}` : ''}, ${block.width} x ${block.height}, ${shortId(block.image)}]`
    default: return wrap(plain(plainText([block])), 74)
  }
}

function entryCells(entry: TimelineEntry): string[] {
  const revision = entry.revision === null ? '' : `rev ${entry.revision}`
  const reached = entry.reached === 'only here' ? '(only on this device)' : ''
  return [moment(entry.at), entry.you ? 'you' : oneLine(entry.name), entry.verb, revision, entry.text ? `"${oneLine(entry.text)}"` : '', reached]
}

/** One line an act and person; silence about somebody is not to be read as anything. */
function reachText(reach: readonly ActReach[]): string {
  const rows = reach.flatMap(({ verb, byName, at, who }) => who.map(({ name, state, since }, n) => [
    ...(n === 0 ? [moment(at), oneLine(byName), verb] : ['', '', '']), oneLine(name), state, since === null ? '' : `known since ${moment(since)}`,
  ]))
  if (reach.length === 0) return 'Nothing of it is signed yet.'
  return rows.length === 0 ? 'Whoever it concerns has it: nobody but you and those who signed.' : `Who has it\n${indent(table(rows))}`
}

export const show: Command = {
  name: 'show',
  takes: ['ID'],
  says: 'Show a record: who stands where, the words, and what happened.',
  options: { ...WORKSPACE, reach: { type: 'flag', says: 'say for each act who is known to have it' } },
  more: 'JSON: {"id","title","state","offer","revision","due","parties":[{"name","stance","revision",…}],"revisions","timeline","possible",…}.\n'
    + 'With --reach also "reach":[{"verb","byName","at","who":[{"name","state","since"}]}]; its states are not reached and delivered.\n'
    + 'state: draft, offered, in force, declined, fulfilled, released or ended. offer and revision are numbers or null.',
  run: async (call) => {
    const { given } = call
    const { client, workspace, row, show } = await onRecord(call)
    const record = await show()
    if (!given.flag('reach')) return { value: showValue(record), text: showText(record) }
    const reach = await client.call('records.reach', { workspace, id: row.id })
    return { value: { ...showValue(record), reach }, text: `${showText(record)}\n\n${reachText(reach)}` }
  },
}
