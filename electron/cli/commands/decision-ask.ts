// Asking for advice: people by name, the members of groups, or everybody, in as many acts as it takes.
import { askingsOf } from '#shared/domain/decision/asking.ts'
import { problem, ProblemError } from '#shared/base/result.ts'
import type { RecordDetail } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Call, type Command } from '../command.ts'
import { findRow } from '../find.ts'
import { onRecord, type OnRecord } from '../here.ts'
import { oneLine } from '../text.ts'
import { oneOf, saidOf, TEXT } from './decision-words.ts'

interface Circle { readonly record: string; readonly people: readonly string[] }

/** Of groups named on the command line, whoever holds their charter. Throws `group.none`. */
async function membersOf({ client, workspace }: OnRecord, wanted: readonly string[]): Promise<Circle[]> {
  return Promise.all(wanted.map(async (text) => {
    const { id, title } = await findRow(client, workspace, text)
    const { group } = await client.call('records.show', { workspace, id })
    if (!group) throw new ProblemError(problem('group.none', `${oneLine(title)} is no group. Nobody was asked.`, '"parley ls groups" lists them.'))
    return { record: id, people: group.members.filter(({ gone }) => gone !== true).map((one) => one.id) }
  }))
}

/** Who decides is not asked, and nobody twice but by name: then the host says that they were. */
function fresh({ decision }: RecordDetail): (person: string) => boolean {
  const asked = (decision?.advisers ?? []).filter((one) => one.askedAt !== null && one.as.some((as) => as !== 'touched'))
  const out = new Set([...(decision?.deciders ?? []), ...asked].map(({ id }) => id))
  return (person) => !out.has(person)
}

export const askCommand: Command = {
  name: 'decision ask',
  takes: ['ID'],
  says: 'Ask people for advice: whom it affects, or who knows about it.',
  options: {
    of: { type: 'texts', value: 'NAME', says: 'of whom' }, group: { type: 'texts', value: 'ID', says: 'of all members of a group, as its members' }, everybody: { type: 'flag', says: 'of everybody in the workspace' },
    as: { type: 'text', value: 'affected|expert', says: 'why them (else affected)' }, text: TEXT('a word with it'), ...WORKSPACE,
  },
  more: 'JSON: what "parley show ID --json" prints. Who was asked already is left out; more than 200 people are asked in several acts.\n\n  parley decision ask ID --of Ben --group "Steam"',
  run: async (call) => {
    const { given } = call
    const as = oneOf('as', ['affected', 'expert'], given.text('as')) ?? 'affected'
    if (given.texts('of').length + given.texts('group').length === 0 && !given.flag('everybody')) throw new ProblemError(problem('usage.missing', '"parley decision ask" needs --of, --group or --everybody.', 'Say of whom.'))
    const here = await onRecord(call)
    const askings = await wanted(call, here)
    const text = given.text('text')
    let record = await here.show()
    for (const { people, group } of askings) record = await here.give('ask', { people: [...people], as, ...(group !== null && { group }), ...(text !== undefined && { text }) })
    const asked = askings.reduce((sum, { people }) => sum + people.length, 0)
    return saidOf(record, asked === 1 ? 'You asked.' : `You asked ${asked} people.`)
  },
}

async function wanted({ given }: Call, here: OnRecord): Promise<ReturnType<typeof askingsOf>> {
  const { client, workspace } = here
  const named = await here.idsOf(given.texts('of'))
  const isFresh = fresh(await here.show())
  const circles = (await membersOf(here, given.texts('group'))).map(({ record, people }) => ({ record, people: people.filter(isFresh) }))
  const all = given.flag('everybody') ? (await client.call('people.list', { workspace })).filter(({ member }) => member).map(({ id }) => id).filter(isFresh) : []
  const askings = askingsOf([...named, ...circles.flatMap(({ people }) => people), ...all], circles)
  if (askings.length > 0) return askings
  throw new ProblemError(problem('ask.already', 'All of them have been asked already, on all later words too.', 'Nothing needs to be done for it.'))
}
