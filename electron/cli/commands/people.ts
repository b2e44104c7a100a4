import type { PersonView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { moment, oneLine, shortId, table } from '../text.ts'

function whereabouts({ you, here, member, lastExchange, attention }: PersonView): string {
  if (you) return 'you'
  if (!member) return 'has left'
  if (attention?.kind === 'away') return `away${attention.until ? ` until ${attention.until}` : ''}`
  if (here) return 'here now'
  return lastExchange === null ? 'not heard from yet' : `last exchange ${moment(lastExchange)}`
}

export const peopleTable = (people: readonly PersonView[]): string =>
  table(people.map((person) => [
    oneLine(person.name), whereabouts(person), person.keyCode, shortId(person.id), person.nameShared ? 'someone else has the same name' : '',
  ]))

export const people: Command = {
  name: 'people',
  says: 'List the people of a workspace, with the key code to compare by voice.',
  options: WORKSPACE,
  more: 'JSON: a list of {"id","name","formerNames","pronouns","does","attention","photo","you","member","nameShared","keyCode","here","lastExchange","joinedAt","invitedBy"}.',
  run: async ({ given, host }) => {
    const client = await host()
    const workspace = await findWorkspace(client, given.text('workspace'))
    const all = await client.call('people.list', { workspace: workspace.id })
    return { value: all, text: peopleTable(all) }
  },
}
