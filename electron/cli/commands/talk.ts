// What every record has: comments and questions, tags, links, what was done, what is put away.
import { problem, ProblemError } from '#shared/base/result.ts'
import type { ActivityEntry, LinkKind, Mention, PersonView, TalkView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command, type OptionSpec, type Outcome } from '../command.ts'
import { findRow } from '../find.ts'
import { inWorkspace, onRecord, type OnRecord } from '../here.ts'
import { indent, moment, oneLine, plain, shortId, table, wrap } from '../text.ts'

const LINKS: Readonly<Record<string, LinkKind>> = { 'relates-to': 'relates', relates: 'relates', serves: 'serves', 'follows-from': 'follows', follows: 'follows' }

/** Whom "@Name" means: the whole name, or a first name that one member alone has. The longest fits. */
export function mentionsIn(text: string, people: readonly PersonView[]): Mention[] {
  const members = people.filter(({ member }) => member)
  const first = (name: string): string => name.trim().split(/\s+/)[0] ?? name
  return members.flatMap(({ id, name }) => {
    const alone = members.filter((other) => first(other.name) === first(name)).length === 1
    const as = [name, ...(alone ? [first(name)] : [])].find((written) => text.includes(`@${written}`))
    return as === undefined ? [] : [{ id: id as Mention['id'], as }]
  })
}

export function talkText(talk: TalkView, title: string): string {
  const parts = [title]
  for (const thread of talk.threads) {
    const lines = thread.remarks.map((one) => {
      const marks = [one.kind === 'question' ? thread.question ?? '' : '', one.edited === null ? '' : 'edited', one.helped ? 'this answered it' : '', one.reached === 'only here' ? 'only on this device' : ''].filter((mark) => mark !== '')
      const says = one.takenBack ? 'took this back.' : one.text === null ? 'Words not on this device.' : plain(one.text)
      const head = `${oneLine(one.by.name)}${one.by.you ? ' (you)' : ''}, ${moment(one.at)} (${shortId(one.id)})${marks.length > 0 ? `, ${marks.join(', ')}` : ''}`
      return `${head}\n${indent(says.split('\n').map((line) => wrap(line, 74)).join('\n'))}`
    })
    parts.push([lines[0], ...lines.slice(1).map((line) => indent(line))].join('\n'))
  }
  if (talk.threads.length === 0) parts.push('Nothing said yet.')
  if (talk.tags.length > 0) parts.push(`Tags: ${talk.tags.map(({ tag }) => oneLine(tag)).join(', ')}`)
  const links = [
    ...talk.links.map((link) => [link.way === 'out' ? link.as : `${link.as} (the other says so)`, shortId(link.id), oneLine(link.title ?? 'not on this device')]),
    ...talk.namedIn.map((one) => ['mentioned in', shortId(one.id), oneLine(one.title ?? 'not on this device')]),
  ]
  if (links.length > 0) parts.push(`Links\n${indent(table(links))}`)
  return parts.join('\n\n')
}

const MORE_TALK = 'JSON: the talk on the record: {"threads","tags","links","namedIn"}.'
const shown = (talk: TalkView, title: string, line: string): Outcome => ({ value: talk, text: `${line}\n\n${talkText(talk, title)}` })

/** The beginning of a remark's id, as `talk ID` prints it. */
async function remarkOf({ client, workspace, id }: OnRecord, wanted: string): Promise<string> {
  const { threads } = await client.call('talk.show', { workspace, id })
  const fits = threads.flatMap((thread) => thread.remarks).filter((one) => one.id.startsWith(wanted.toLowerCase()))
  if (fits.length === 1) return fits[0]!.id
  throw new ProblemError(problem('remark.unknown', `${fits.length === 0 ? 'No remark' : `${fits.length} remarks`} on this record ${fits.length === 0 ? 'has' : 'have'} an id that begins with "${wanted}". Nothing was said.`, '"parley talk ID" lists them.'))
}

const saying = (kind: 'comment' | 'question', name: string, says: string): Command => ({
  name, takes: ['ID', 'TEXT'], says,
  options: { reply: { type: 'text', value: 'REMARK', says: 'in answer to a remark, by the beginning of its id' }, ...WORKSPACE },
  more: `"@Name" in the text tells that person. ${MORE_TALK}`,
  run: async (call) => {
    const record = await onRecord(call)
    const { client, workspace, id } = record
    const text = call.given.at(1)
    const reply = call.given.text('reply')
    const mentions = mentionsIn(text, await client.call('people.list', { workspace }))
    const { talk } = await client.call('talk.say', { workspace, id, kind, text, mentions, ...(reply === undefined ? {} : { reply: await remarkOf(record, reply) }) })
    return shown(talk, oneLine(record.row.title), kind === 'question' ? 'You asked.' : 'You said it.')
  },
})

const talk: Command = {
  name: 'talk', takes: ['ID'], says: 'Show what was said about a record, its tags and its links.', options: WORKSPACE, more: MORE_TALK,
  run: async (call) => {
    const { client, workspace, id, row } = await onRecord(call)
    const view = await client.call('talk.show', { workspace, id })
    return { value: view, text: talkText(view, oneLine(row.title)) }
  },
}

const OWN: readonly { readonly name: string; readonly says: string; readonly done: string; readonly method: 'talk.takeBack' | 'talk.answered' | 'talk.reopen'; readonly by?: boolean }[] = [
  { name: 'take-back', says: 'Take back what you said. The words stay signed, and are shown as taken back.', done: 'You took it back.', method: 'talk.takeBack' },
  { name: 'answered', says: 'Say that your question is answered.', done: 'You said that it is answered.', method: 'talk.answered', by: true },
  { name: 'ask-again', says: 'Open your question again.', done: 'Your question is open again.', method: 'talk.reopen' },
]
const ownCommand = ({ name, says, done, method, by }: (typeof OWN)[number]): Command => ({
  name, takes: ['ID', 'REMARK'], says, more: MORE_TALK,
  options: { ...(by ? { by: { type: 'text', value: 'REMARK', says: 'the remark that answered it' } satisfies OptionSpec } : {}), ...WORKSPACE },
  run: async (call) => {
    const record = await onRecord(call)
    const { client, workspace, id } = record
    const remark = await remarkOf(record, call.given.at(1))
    const helped = by ? call.given.text('by') : undefined
    const view = method === 'talk.answered'
      ? await client.call(method, { workspace, id, remark, ...(helped === undefined ? {} : { by: await remarkOf(record, helped) }) })
      : await client.call(method, { workspace, id, remark })
    return shown(view, oneLine(record.row.title), done)
  },
})

const OFF: Readonly<Record<string, OptionSpec>> = { off: { type: 'flag', says: 'take your own away again' } }

const tag: Command = {
  name: 'tag', takes: ['ID', 'TAG'], says: 'Add a word that others find a record by. Each takes away only their own.', options: { ...OFF, ...WORKSPACE },
  more: 'JSON: {"tags"}.',
  run: async (call) => {
    const { client, workspace, id, row } = await onRecord(call)
    const { tags } = await client.call('talk.tag', { workspace, id, tag: call.given.at(1), on: !call.given.flag('off') })
    return { value: { tags }, text: `${oneLine(row.title)}: ${tags.length === 0 ? 'no tags' : tags.map((one) => oneLine(one.tag)).join(', ')}` }
  },
}

const link: Command = {
  name: 'link', takes: ['ID', 'OTHER'], says: 'Say how a record stands to another one. Both show it.',
  options: { as: { type: 'text', value: 'serves|follows-from|relates-to', says: 'how (else relates-to)' }, ...OFF, ...WORKSPACE },
  more: `${MORE_TALK}\n\n  parley link "Mend the oven" "Bread on Fridays" --as serves`,
  run: async (call) => {
    const wanted = call.given.text('as') ?? 'relates-to'
    const as = Object.hasOwn(LINKS, wanted) ? LINKS[wanted] : undefined
    if (!as) throw new ProblemError(problem('usage.as', `"${wanted}" is no way in which records are linked. Nothing was linked.`, 'It is one of serves, follows-from and relates-to.'))
    const { client, workspace, id, row } = await onRecord(call)
    const other = await findRow(client, workspace, call.given.at(1))
    const view = await client.call('talk.link', { workspace, id, to: other.id, as, on: !call.given.flag('off') })
    return shown(view, oneLine(row.title), call.given.flag('off') ? 'You took the link back.' : 'You linked them.')
  },
}

const archive: Command = {
  name: 'archive', takes: ['ID'], says: 'Put a record away on this device. It comes back when somebody else does something with it.',
  options: { back: { type: 'flag', says: 'take it out again' }, ...WORKSPACE },
  more: 'Nobody is told and nothing is deleted. "parley search is:away" lists what is put away. JSON: {"away","title","state"}.',
  run: async (call) => {
    const { client, workspace, id, row } = await onRecord(call)
    const value = await client.call('shelf.away', { workspace, id, away: !call.given.flag('back') })
    return { value, text: value.away ? `Put away: ${oneLine(row.title)}` : `Taken out again: ${oneLine(row.title)}` }
  },
}

const activityCells = (entry: ActivityEntry): string[] => [
  moment(entry.at), `${oneLine(entry.name)}${entry.you ? ' (you)' : ''}`, entry.type, entry.revision === null ? '' : `rev ${entry.revision}`,
  entry.record ? `${oneLine(entry.title ?? '')} (${shortId(entry.record)})` : '', oneLine(entry.what ?? entry.text ?? ''),
]

const activity: Command = {
  name: 'activity', says: 'Tell what was done here, the newest first.',
  options: {
    who: { type: 'text', value: 'NAME', says: 'of one person' },
    on: { type: 'text', value: 'ID', says: 'on one record' },
    kind: { type: 'text', value: 'records|talk|people', says: 'of one kind' },
    before: { type: 'text', value: 'N', says: 'earlier than where the last page ended' },
    limit: { type: 'text', value: 'N', says: 'how many (else 50)' },
    ...WORKSPACE,
  },
  more: 'JSON: {"entries","before"}; go on with --before.',
  run: async (call) => {
    const { given } = call
    const kind = given.text('kind')
    if (kind !== undefined && kind !== 'records' && kind !== 'talk' && kind !== 'people') {
      throw new ProblemError(problem('usage.kind', `"${kind}" is no kind of activity.`, 'It is one of records, talk and people.'))
    }
    const { client, workspace, idsOf } = await inWorkspace(call)
    const [who, on, before] = [given.text('who'), given.text('on'), given.whole('before', 0, Number.MAX_SAFE_INTEGER)]
    const page = await client.call('activity.list', {
      workspace, limit: given.whole('limit', 1, 200) ?? 50, ...(kind === undefined ? {} : { kind }), ...(before === undefined ? {} : { before }),
      ...(who === undefined ? {} : { person: (await idsOf([who]))[0]! }),
      ...(on === undefined ? {} : { record: (await findRow(client, workspace, on)).id }),
    })
    const more = page.before === null ? '' : `\n\nEarlier: --before ${page.before}`
    return { value: page, text: page.entries.length === 0 ? 'Nothing was done here yet.' : `${table(page.entries.map(activityCells))}${more}` }
  },
}

const mentions: Command = {
  name: 'mentions', says: 'List remarks that name you or reply to you and that you have not answered.',
  options: { heard: { type: 'text', value: 'REMARK', says: 'put one aside: read, no answer needed' }, ...WORKSPACE },
  more: 'JSON: a list of {"record","title","remark","by","at","kind","text"}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const heard = given.text('heard')
    const waiting = await client.call('talk.addressed', { workspace })
    for (const one of heard === undefined ? [] : waiting.filter(({ remark }) => remark.startsWith(heard.toLowerCase()))) await client.call('talk.heard', { workspace, remark: one.remark })
    const all = heard === undefined ? waiting : await client.call('talk.addressed', { workspace })
    const rows = all.map((one) => [moment(one.at), oneLine(one.by.name), `${oneLine(one.title)} (${shortId(one.record)})`, shortId(one.remark), oneLine(one.text ?? '')])
    return { value: all, text: rows.length === 0 ? 'Nothing here waits for a word of yours.' : table(rows) }
  },
}

export const talkCommands: readonly Command[] = [
  talk, saying('comment', 'comment', 'Say something about a record. It is signed, everyone can read it, and it changes nothing that is agreed.'),
  saying('question', 'ask-about', 'Ask something about a record. It stays open until you say it is answered.'),
  ...OWN.map(ownCommand), mentions, tag, link, archive, activity,
]
