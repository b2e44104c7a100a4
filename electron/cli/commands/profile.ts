import { problem, ProblemError } from '#shared/base/result.ts'
import type { EntryView, HostClient, Params, PersonView, ProfileView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type Outcome } from '../command.ts'
import { dateGiven } from '../dates.ts'
import { findPeople, findWorkspace } from '../find.ts'
import { indent, moment, oneLine, plain, wrap } from '../text.ts'

/** The workspace that is meant, and the person named, else oneself. */
export async function whoAndWhere(client: HostClient, given: Call['given'], name: string | undefined): Promise<{ workspace: string; person: PersonView }> {
  const { id: workspace, me } = await findWorkspace(client, given.text('workspace'))
  const people = await client.call('people.list', { workspace })
  const person = name === undefined ? people.find(({ id }) => id === me)! : findPeople(people, [name])[0]!
  return { workspace, person }
}

const names = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => oneLine(name)).join(', ')

function entryText(entry: EntryView): string {
  const lines = [
    entry.words ? plain(entry.words) : '', entry.how ? `How: ${oneLine(entry.how)}` : '',
    entry.evidence.length > 0 ? `Evidence: ${entry.evidence.map(({ title, holds }) => `${title === null ? 'not on this device' : oneLine(title)}${holds ? '' : ' (does not show it now)'}`).join('; ')}` : '',
    entry.endorsers.length > 0 ? `Named for it by ${names(entry.endorsers)}` : '',
    entry.faded ? `Last used ${moment(entry.lastUsed)}` : '',
  ].filter((line) => line !== '')
  return `${oneLine(entry.topic)}${lines.length > 0 ? `\n${indent(lines.join('\n'))}` : ''}`
}

function attentionText({ attention }: PersonView): string {
  if (!attention) return ''
  const until = attention.until ? ` until ${attention.until}` : ''
  const kind = attention.kind === 'away' ? `Away${until}` : `Would rather not be interrupted${until}`
  return `${kind}${attention.note ? `: ${oneLine(attention.note)}` : '.'}${attention.standIn ? ` Meanwhile ask ${oneLine(attention.standIn.name)}.` : ''}`
}

export function profileText(view: ProfileView): string {
  const { person } = view
  const head = [`${oneLine(person.name)}${person.pronouns ? ` (${oneLine(person.pronouns)})` : ''}${person.member ? '' : ', has left'}`, person.does ? oneLine(person.does) : '', attentionText(person)]
  const facts = [
    person.formerNames.length > 0 ? `Before: ${person.formerNames.map(oneLine).join(', ')}` : '', view.role ? `Also: ${oneLine(view.role)}` : '',
    view.languages.length > 0 ? `Languages: ${view.languages.map(oneLine).join(', ')}` : '', view.contact ? `Contact: ${oneLine(view.contact)}` : '',
    view.hours ? `Hours a week: ${view.hours.amount}${person.you ? (view.hours.seen === null ? ' (only on this device)' : ` (others see ${view.hours.seen})`) : ''}` : '',
  ]
  const parts = [
    [...head, ...facts].filter((line) => line !== '').join('\n'),
    view.about ? wrap(plain(view.about)) : '', view.asking ? wrap(plain(view.asking)) : '',
    view.entries.length > 0 ? `Can help with\n${indent(view.entries.map(entryText).join('\n'))}` : '',
    view.wishes.length > 0 ? `Wants to learn\n${indent(view.wishes.map(({ topic, helpers }) => `${oneLine(topic)}${helpers.length > 0 ? `: ${names(helpers)} can help` : ''}`).join('\n'))}` : '',
    view.answered.length > 0 ? `Answered\n${indent(view.answered.map(({ title }) => oneLine(title)).join('\n'))}` : '',
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

export const profileOutcome = (value: ProfileView): Outcome => ({ value, text: profileText(value) })

const show: Command = {
  name: 'profile show',
  says: 'Show what somebody says of themselves, what they can help with, and who names them for it.',
  options: { of: { type: 'text', value: 'NAME', says: 'whose profile (else your own)' }, ...WORKSPACE },
  more: 'JSON: {"person","about","asking","role","contact","languages","hours","week","entries","wishes","answered"}.',
  run: async ({ given, host }) => {
    const client = await host()
    const { workspace, person } = await whoAndWhere(client, given, given.text('of'))
    return profileOutcome(await client.call('profile.show', { workspace, person: person.id }))
  },
}

const TEXTS = ['name', 'pronouns', 'does', 'about', 'asking', 'role', 'contact'] as const

const set: Command = {
  name: 'profile set',
  says: 'Say something of yourself. What is left out stays as it was; empty text takes it away. It is signed, and everyone in the workspace sees it.',
  options: {
    name: { type: 'text', value: 'TEXT', says: 'the name colleagues are to know you by; the one before stays findable' },
    pronouns: { type: 'text', value: 'TEXT', says: 'how to speak of you' },
    language: { type: 'texts', value: 'TEXT', says: 'a language you speak; all of them, one option each' },
    does: { type: 'text', value: 'TEXT', says: 'what you do here, in a line' },
    about: { type: 'text', value: 'TEXT', says: 'what you want to show of yourself' },
    asking: { type: 'text', value: 'TEXT', says: 'how you like to be asked' },
    role: { type: 'text', value: 'TEXT', says: 'what else you look after' },
    contact: { type: 'text', value: 'TEXT', says: 'how you prefer to be reached' },
    hours: { type: 'text', value: 'N', says: 'hours a week you have; they stay on this device' },
    'show-hours': { type: 'flag', says: 'with --hours: let the others see them' },
    ...WORKSPACE,
  },
  more: 'JSON: what "parley profile show --json" prints.',
  run: async ({ given, host }) => {
    const texts = Object.fromEntries(TEXTS.flatMap((field) => (given.text(field) === undefined ? [] : [[field, given.text(field)!]])))
    const languages = given.texts('language')
    const amount = given.whole('hours', 0, 168)
    if (Object.keys(texts).length === 0 && languages.length === 0 && amount === undefined) {
      throw new ProblemError(problem('usage.nothing', 'Nothing was named to say. Nothing was changed.', 'Name a field, for example --does "Maintenance and steam".'))
    }
    const client = await host()
    const { workspace } = await whoAndWhere(client, given, undefined)
    return profileOutcome(await client.call('profile.set', {
      workspace, change: { ...texts, ...(languages.length > 0 && { languages: [...languages] }) },
      ...(amount !== undefined && { hours: { amount, shown: given.flag('show-hours') } }),
    }))
  },
}

async function setAttention({ given, host }: Call, attention: NonNullable<Params<'profile.set'>['change']>['attention']): Promise<Outcome> {
  const client = await host()
  const { workspace } = await whoAndWhere(client, given, undefined)
  return profileOutcome(await client.call('profile.set', { workspace, change: { attention } }))
}

const away: Command = {
  name: 'away',
  says: 'Say that you are away, or want no interruption. Others see it before they ask you or offer you something; it closes nothing.',
  options: {
    until: { type: 'text', value: 'DATE', says: 'the last day of it: 2026-05-22, friday, +10d' },
    note: { type: 'text', value: 'TEXT', says: 'a word to the others' },
    ask: { type: 'text', value: 'NAME', says: 'whom to ask meanwhile; it binds nobody' },
    focus: { type: 'flag', says: 'here, but not to be interrupted' },
    ...WORKSPACE,
  },
  more: 'JSON: what "parley profile show --json" prints.\n\n  parley away --until friday --ask Ben\n  parley back',
  run: async (call) => {
    const { given, host } = call
    const [note, ask] = [given.text('note'), given.text('ask')]
    const day = dateGiven(call, 'until')
    const standIn = ask === undefined ? undefined : (await whoAndWhere(await host(), given, ask)).person.id
    return setAttention(call, {
      kind: given.flag('focus') ? 'focus' : 'away', ...(day !== undefined && { until: day }), ...(note !== undefined && { note }), ...(standIn !== undefined && { standIn }),
    })
  },
}

const back: Command = {
  name: 'back',
  says: 'Say that you are back, before the day you named.',
  options: WORKSPACE,
  more: 'JSON: what "parley profile show --json" prints.',
  run: (call) => setAttention(call, null),
}

export const profileCommands: readonly Command[] = [show, set, away, back]
