// Templates: what there is, keeping one, taking one's own off the list.
import { CHARTER_TEMPLATES } from '#shared/domain/charter/templates/index.ts'
import { BUILT_IN } from '#shared/domain/template/index.ts'
import { ProblemError } from '#shared/base/result.ts'
import type { HostClient, TemplateView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command, type Outcome } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { indent, oneLine, shortId } from '../text.ts'

/** Templates of charters, then those of all other kinds: with a workspace also the ones its people saved. */
export async function listTemplates(host: Call['host'], wanted: string | undefined): Promise<Outcome> {
  const own = await savedHere(host, wanted)
  const commitments = own ?? BUILT_IN.map((one) => ({ ...one, kind: one.terms.kind, by: null, mine: false }))
  const charters = CHARTER_TEMPLATES.map(({ id, name, fits, rules }) => [`${id}  ${name}`, `    ${fits}`, ...rules.map(({ title, words }) => `    ${title}: ${words}`)].join('\n'))
  const others = commitments.map(({ id, name, fits, kind, by }) =>
    `${by ? shortId(id) : id}  ${oneLine(name)} (${kind}${by ? `, saved by ${by.you ? 'you' : oneLine(by.name)}` : ''})\n    ${oneLine(fits)}`.trimEnd())
  return {
    value: [...CHARTER_TEMPLATES.map((one) => ({ ...one, kind: 'charter' })), ...commitments],
    text: `Of charters\n\n${indent(charters.join('\n\n'))}\n\nOf everything else\n\n${indent(others.join('\n'))}`,
  }
}

/** Null where there is no workspace to ask: what comes with Parley is listed all the same. */
async function savedHere(host: Call['host'], wanted: string | undefined): Promise<readonly TemplateView[] | null> {
  try {
    const client = await host({ anyone: true })
    const { id: workspace } = await findWorkspace(client, wanted)
    return await client.call('template.list', { workspace })
  } catch (error) {
    if (wanted === undefined && error instanceof ProblemError) return null
    throw error
  }
}

/** One that comes with Parley by its id, a saved one by the beginning of its id or its name. */
export async function findTemplate(client: HostClient, workspace: string, wanted: string): Promise<string> {
  const all = await client.call('template.list', { workspace })
  const exact = all.filter(({ id, name }) => id === wanted || name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
  const found = exact.length > 0 ? exact : all.filter(({ id, name }) => id.startsWith(wanted) || name.toLocaleLowerCase().startsWith(wanted.toLocaleLowerCase()))
  // Several or none: the host says what there is.
  return found.length === 1 ? found[0]!.id : wanted
}

const save: Command = {
  name: 'template save',
  takes: ['ID'],
  says: 'Keep the words of a record or draft as a template for everybody in the workspace. It names nobody.',
  options: {
    name: { type: 'text', value: 'TEXT', says: 'what it is called', required: true },
    fits: { type: 'text', value: 'TEXT', says: 'whom it fits, in a sentence' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"}. "parley ls templates" lists them.',
  run: async (call) => {
    const { given } = call
    const fits = given.text('fits')
    const { client, workspace, row } = await onRecord(call)
    const saved = await client.call('template.save', { workspace, id: row.id, name: given.text('name')!, ...(fits !== undefined && { fits }) })
    return { value: saved, text: `Saved as a template: ${oneLine(given.text('name')!)} (${shortId(saved.id)}). "parley template begin ${shortId(saved.id)}" begins from it.` }
  },
}

const begin: Command = {
  name: 'template begin',
  takes: ['TEMPLATE'],
  says: 'Draft a record from a template, of whatever kind it is. It binds nobody until it is offered.',
  options: {
    title: { type: 'text', value: 'TEXT', says: 'what it is called, else as the template is' },
    with: { type: 'texts', value: 'NAME', says: 'who else takes part' },
    private: { type: 'flag', says: 'keep the draft on your own devices' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id"} of the draft. "parley ls templates" lists the templates.',
  run: async (call) => {
    const { given } = call
    const { client, workspace, me, idsOf } = await inWorkspace(call)
    const wanted = given.texts('with')
    const others = (await idsOf(wanted)).filter((id) => id !== me)
    const title = given.text('title')
    const made = await client.call('template.begin', { workspace, template: await findTemplate(client, workspace, given.at(0)), people: others, ...(title !== undefined && { title }) })
    if (!given.flag('private')) await client.call('draft.share', { workspace, id: made.id })
    const { title: called } = await client.call('records.show', { workspace, id: made.id })
    return { value: made, text: `Drafted: ${oneLine(called)} (${shortId(made.id)}).` }
  },
}

const retire: Command = {
  name: 'template retire',
  takes: ['ID'],
  says: 'Take a template that you saved off the list. What was begun from it stays.',
  options: WORKSPACE,
  more: 'JSON: {"id"}.',
  run: async (call) => {
    const { given } = call
    const { client, workspace } = await inWorkspace(call)
    const template = await findTemplate(client, workspace, given.at(0))
    await client.call('template.retire', { workspace, template })
    return { value: { id: template }, text: 'Taken off the list.' }
  },
}

export const templateCommands: readonly Command[] = [begin, save, retire]
