import type { WorkspaceSummary } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { oneLine, shortId, table } from '../text.ts'
import { FOUNDING, foundedWith } from './charter.ts'
import { peopleTable } from './people.ts'

const count = (members: number): string => (members === 1 ? 'you alone' : `${members} people`)
const row = ({ id, name, members, left, sample }: WorkspaceSummary): string[] =>
  [shortId(id), oneLine(name), sample ? 'sample, made-up people' : left ? 'you have left' : count(members)]

const CUT = 'Parley ended while the sample was being made. What there was of it was removed; nothing else was touched. "parley sample make" makes it again.'

export const workspaceCommands: readonly Command[] = [
  {
    name: 'workspace create',
    takes: ['NAME'],
    says: 'Found a workspace.',
    options: {
      purpose: { type: 'text', value: 'TEXT', says: 'what it is for' },
      template: { type: 'text', value: 'NAME', says: 'a charter to begin with ("parley ls templates")' },
      ...FOUNDING,
    },
    more: 'JSON: {"id","name","me","members","left"}.',
    run: async (call) => {
      const { given, host } = call
      const charter = foundedWith(call)
      const client = await host()
      const [purpose, template] = [given.text('purpose'), given.text('template')]
      const made = await client.call('workspace.create', { name: given.at(0), ...(purpose && { purpose }), ...(charter ? { charter } : template !== undefined && { template }) })
      return { value: made, text: `You founded ${oneLine(made.name)} (${shortId(made.id)}). "parley invite" makes a link for others.` }
    },
  },
  {
    name: 'workspace list',
    says: 'List the workspaces in this data folder.',
    more: 'JSON: a list of {"id","name","me","members","left"}.',
    run: async ({ host }) => {
      const client = await host()
      const all = await client.call('workspace.list', {})
      const listed = all.length === 0 ? 'No workspace yet. "parley workspace create NAME" founds one.' : table(all.map(row))
      const { sampleCut } = await client.call('app.overview', {})
      if (sampleCut) await client.call('sample.heard', {})
      return { value: all, text: sampleCut ? `${listed}\n\n${CUT}` : listed }
    },
  },
  {
    name: 'workspace show',
    says: 'Show a workspace: its people and its charter.',
    options: WORKSPACE,
    more: 'JSON: {"id","name","me","members","left","people":[…],"charter":{…}|null}.',
    run: async ({ given, host }) => {
      const client = await host()
      const workspace = await findWorkspace(client, given.text('workspace'))
      const people = await client.call('people.list', { workspace: workspace.id })
      const rows = await client.call('records.list', { workspace: workspace.id })
      const charter = rows.find(({ kind, state }) => kind === 'charter' && state === 'in force') ?? null
      const lines = [`${oneLine(workspace.name)}  ${workspace.id}`, '', peopleTable(people)]
      if (charter) lines.push('', `Charter: ${oneLine(charter.title)} (${shortId(charter.id)}), ${charter.state}, rev ${charter.revision}`)
      return { value: { ...workspace, people, charter }, text: lines.join('\n') }
    },
  },
]

export const leave: Command = {
  name: 'leave',
  says: 'Leave a workspace. Nobody has to agree; what you signed stays signed.',
  options: { ...WORKSPACE, text: { type: 'text', value: 'TEXT', says: 'a word to the others' } },
  more: 'JSON: {"left": workspace id, "name"}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace: id, name } = await inWorkspace(call)
    const text = given.text('text')
    await client.call('workspace.leave', { workspace: id, ...(text === undefined ? {} : { text }) })
    return { value: { left: id, name }, text: `You left ${oneLine(name)}. What you signed there stays signed.` }
  },
}
