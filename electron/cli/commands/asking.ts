// Promises that are asked for, open offers and open requests, and taking them up.
import type { OpenOfferView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { dateGiven } from '../dates.ts'
import { offerOnce, saidIn } from '../fields/said.ts'
import { optionsOf } from '../fields/table.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { oneLine, shortId } from '../text.ts'

const ASKED = ['text', 'by', 'hours'] as const

const request: Command = {
  name: 'request',
  takes: ['TEXT'],
  says: 'Ask somebody for a promise. It binds them once they accept, or answer with words of their own.',
  options: {
    from: { type: 'text', value: 'NAME', says: 'whom you ask', required: true },
    ...optionsOf('promise', ASKED), ...WORKSPACE,
  },
  more: 'JSON: {"id","state"}.\n\n  parley request "Show me the boiler" --from Ben --by friday',
  run: async (call) => {
    const title = call.given.at(0)
    const here = await inWorkspace(call)
    const [from] = await here.peopleOf([call.given.text('from')!])
    const said = await saidIn('promise', call, here, ASKED)
    const made = await offerOnce(here, { title, kind: 'promise', gives: [from!.id], receives: [here.me] }, said)
    const { due } = said.singles
    return { value: made, text: `You asked ${oneLine(from!.name)}: ${oneLine(title)}${due ? `, by ${due}` : ''}. (${shortId(made.id)}, ${made.state})` }
  },
}

/** What is asked for or offered to nobody in particular says little; "parley commitment amend ID" says more. */
const OPEN = ['text', 'hours', 'places', 'until'] as const

const offerOpen: Command = {
  name: 'offer-open',
  takes: ['TEXT'],
  says: 'Offer something to nobody in particular. Others take it up; you confirm each of them.',
  options: { ...optionsOf('open offer', OPEN), ...WORKSPACE },
  more: 'JSON: {"id","state"}. "parley commitment withdraw ID" closes it.\n\n  parley offer-open "Four hours a week of bookkeeping" --hours 4 --places 2',
  run: async (call) => {
    const title = call.given.at(0)
    const here = await inWorkspace(call)
    const made = await offerOnce(here, { title, kind: 'open offer', gives: [here.me], receives: [] }, await saidIn('open offer', call, here, OPEN))
    return { value: made, text: `You offered to anybody: ${oneLine(title)}. (${shortId(made.id)}) "parley take ${shortId(made.id)}" takes it up.` }
  },
}

const NEEDED = [...OPEN, 'group'] as const

const requestOpen: Command = {
  name: 'request-open',
  takes: ['TEXT'],
  says: 'Ask everyone for people, money or tools, for yourself or a group of yours. Whoever answers promises it in their own words.',
  options: { ...optionsOf('open request', NEEDED), ...WORKSPACE },
  more: 'JSON: {"id","state"}. "parley commitment withdraw ID" closes it.\n\n  parley request-open "A van on Saturday" --places 1',
  run: async (call) => {
    const title = call.given.at(0)
    const here = await inWorkspace(call)
    const made = await offerOnce(here, { title, kind: 'open request', gives: [here.me], receives: [] }, await saidIn('open request', call, here, NEEDED))
    return { value: made, text: `You asked everyone: ${oneLine(title)}. (${shortId(made.id)}) "parley take ${shortId(made.id)}" answers it.` }
  },
}

const take: Command = {
  name: 'take',
  takes: ['ID'],
  says: 'Take up an open offer: asks its owner for a promise to you, which holds once they accept. Of an open request: promises it, at once.',
  options: {
    title: { type: 'text', value: 'TEXT', says: 'what you need it for, or what you promise, in a line' },
    hours: { type: 'text', value: 'N', says: 'of a request: hours a week that you promise' },
    text: { type: 'text', value: 'TEXT', says: 'more words to it' },
    by: { type: 'text', value: 'DATE', says: 'until when you need it' },
    look: { type: 'flag', says: 'only show who took it up' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"} of the new commitment; with --look {"owner","places","open","taken","waiting","take"}.',
  run: async (call) => {
    const { given } = call
    const [title, words, due, hours] = [given.text('title'), given.text('text'), dateGiven(call, 'by'), given.whole('hours', 0, 168)]
    const { client, workspace, row } = await onRecord(call)
    if (given.flag('look')) {
      const view = await client.call('openoffer.show', { workspace, id: row.id })
      return { value: view, text: offerText(row.title, view) }
    }
    const { record: { id, state } } = await client.call('openoffer.take', {
      workspace, id: row.id, ...(title !== undefined && { title }), ...(words !== undefined && { words }), ...(due !== undefined && { due }),
      ...(hours !== undefined && { hours }),
    })
    return { value: { id, state }, text: `You took up: ${oneLine(row.title)}. (${shortId(id)}, ${state})` }
  },
}

function offerText(title: string, { owner, places, open, taken, waiting, take: may }: OpenOfferView): string {
  const lines = (what: string, all: OpenOfferView['taken']): string[] =>
    all.map(({ record, title: called, people }) => `  ${what} ${shortId(record)}  ${people.map(({ name }) => oneLine(name)).join(', ')}: ${oneLine(called)}`)
  return [
    `${oneLine(title)}, by ${owner.you ? 'you' : oneLine(owner.name)}, ${open ? 'open' : 'not open'}${places === null ? '' : `, ${taken.length} of ${places} taken`}`,
    ...lines('taken  ', taken), ...lines('waiting', waiting), ...(may.reason ? [may.reason] : []),
  ].join('\n')
}

export const askingCommands: readonly Command[] = [request, offerOpen, requestOpen, take]
