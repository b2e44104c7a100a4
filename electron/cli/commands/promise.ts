import { fail, orThrow } from '#shared/base/result.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { dateGiven } from '../dates.ts'
import { findPeople } from '../find.ts'
import { inWorkspace } from '../here.ts'
import { oneLine, shortId } from '../text.ts'

export const promise: Command = {
  name: 'promise',
  takes: ['TEXT'],
  says: 'Promise something to somebody. It holds from the moment you give it.',
  options: {
    to: { type: 'texts', value: 'NAME', says: 'whom you promise it to' },
    myself: { type: 'flag', says: 'only to yourself: nobody else gets to know of it' },
    by: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, friday, +10d' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"}. Whom it was made to may decline it.\n\n  parley promise "Bring the audit notes" --to Ben --by friday\n  parley promise "Read the milk law" --myself',
  run: async (call) => {
    const { given } = call
    const due = dateGiven(call, 'by')
    const { client, workspace } = await inWorkspace(call)
    const everyone = await client.call('people.list', { workspace })
    const myself = given.flag('myself')
    if (myself === given.texts('to').length > 0) orThrow(fail('usage.option', myself ? 'It is either to yourself or to others.' : 'This says to nobody.', 'Write --to NAME, or --myself.'))
    const to = myself ? everyone.filter(({ you }) => you) : findPeople(everyone, given.texts('to'))
    if (!myself && to.some(({ you }) => you)) orThrow(fail('offer.people', 'You are among those you promise it to.', 'Leave yourself out, or write --myself.'))
    const made = await client.call('records.promise', {
      workspace, title: given.at(0), receives: to.map(({ id }) => id), ...(due === undefined ? {} : { due }),
    })
    const names = myself ? 'yourself' : to.map(({ name }) => oneLine(name)).join(' and ')
    return { value: made, text: `You promised ${names}: ${oneLine(given.at(0))}${due ? `, by ${due}` : ''}. (${shortId(made.id)}, ${made.state})` }
  },
}
