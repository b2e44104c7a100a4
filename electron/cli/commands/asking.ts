// Promises that are asked for, open offers and open requests, and taking them up.
import type { OpenOfferView } from '#shared/protocol/contract.ts'
import { WORKSPACE, type Command } from '../command.ts'
import { dateGiven, readDate } from '../dates.ts'
import { findPeople, findRow } from '../find.ts'
import { inWorkspace, onRecord } from '../here.ts'
import { oneLine, shortId } from '../text.ts'

const request: Command = {
  name: 'request',
  takes: ['TEXT'],
  says: 'Ask somebody for a promise. It binds them once they accept, or answer with words of their own.',
  options: {
    from: { type: 'text', value: 'NAME', says: 'whom you ask', required: true },
    by: { type: 'text', value: 'DATE', says: 'until when: 2026-05-22, friday, +10d' },
    text: { type: 'text', value: 'TEXT', says: 'more words to it' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"}.\n\n  parley request "Show me the boiler" --from Ben --by friday',
  run: async (call) => {
    const { given } = call
    const due = dateGiven(call, 'by')
    const words = given.text('text')
    const { client, workspace, me } = await inWorkspace(call)
    const from = findPeople(await client.call('people.list', { workspace }), [given.text('from')!])[0]!
    const made = await client.call('commitment.offer', {
      workspace, meta: { title: given.at(0), kind: 'promise', gives: [from.id], receives: [me], ...(due && { due }) }, ...(words !== undefined && { words }),
    })
    return { value: made, text: `You asked ${oneLine(from.name)}: ${oneLine(given.at(0))}${due ? `, by ${due}` : ''}. (${shortId(made.id)}, ${made.state})` }
  },
}

const offerOpen: Command = {
  name: 'offer-open',
  takes: ['TEXT'],
  says: 'Offer something to nobody in particular. Others take it up; you confirm each of them.',
  options: {
    hours: { type: 'text', value: 'N', says: 'hours a week' },
    places: { type: 'text', value: 'N', says: 'how many may take it up' },
    until: { type: 'text', value: 'DATE', says: 'until when it holds' },
    text: { type: 'text', value: 'TEXT', says: 'more words to it' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"}. "parley commitment withdraw ID" closes it.\n\n  parley offer-open "Four hours a week of bookkeeping" --hours 4 --places 2',
  run: async (call) => {
    const { given, around } = call
    const [hours, places, until, words] = [given.whole('hours', 0, 168), given.whole('places', 1, 1000), given.text('until'), given.text('text')]
    const { client, workspace, me } = await inWorkspace(call)
    const made = await client.call('commitment.offer', {
      workspace, ...(words !== undefined && { words }),
      meta: {
        title: given.at(0), kind: 'open offer', gives: [me], receives: [], ...(hours !== undefined && { hours }), ...(places !== undefined && { places }),
        ...(until !== undefined && { until: readDate('until', until, around.now()) }),
      },
    })
    return { value: made, text: `You offered to anybody: ${oneLine(given.at(0))}. (${shortId(made.id)}) "parley take ${shortId(made.id)}" takes it up.` }
  },
}

const requestOpen: Command = {
  name: 'request-open',
  takes: ['TEXT'],
  says: 'Ask everyone for people, money or tools, for yourself or a group of yours. Whoever answers promises it in their own words.',
  options: {
    group: { type: 'text', value: 'ID', says: 'the group that needs it' },
    hours: { type: 'text', value: 'N', says: 'hours a week that are needed of each' },
    places: { type: 'text', value: 'N', says: 'how many are needed' },
    until: { type: 'text', value: 'DATE', says: 'until when it is needed' },
    text: { type: 'text', value: 'TEXT', says: 'more words to it' },
    ...WORKSPACE,
  },
  more: 'JSON: {"id","state"}. "parley commitment withdraw ID" closes it.\n\n  parley request-open "A van on Saturday" --places 1',
  run: async (call) => {
    const { given, around } = call
    const [hours, places, until, words] = [given.whole('hours', 0, 168), given.whole('places', 1, 1000), given.text('until'), given.text('text')]
    const { client, workspace, me } = await inWorkspace(call)
    const wanted = given.text('group')
    const group = wanted === undefined ? null : await findRow(client, workspace, wanted)
    const made = await client.call('commitment.offer', {
      workspace, ...(words !== undefined && { words }),
      meta: {
        title: given.at(0), kind: 'open request', gives: [me], receives: [], ...(hours !== undefined && { hours }), ...(places !== undefined && { places }),
        ...(until !== undefined && { until: readDate('until', until, around.now()) }), ...(group && { links: [{ id: 'group', how: 'of group', record: group.id, title: group.title }] }),
      },
    })
    return { value: made, text: `You asked everyone: ${oneLine(given.at(0))}. (${shortId(made.id)}) "parley take ${shortId(made.id)}" answers it.` }
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
    const { given, around } = call
    const [title, words, by, hours] = [given.text('title'), given.text('text'), given.text('by'), given.whole('hours', 0, 168)]
    const { client, workspace, row } = await onRecord(call)
    if (given.flag('look')) {
      const view = await client.call('openoffer.show', { workspace, id: row.id })
      return { value: view, text: offerText(row.title, view) }
    }
    const { record: { id, state } } = await client.call('openoffer.take', {
      workspace, id: row.id, ...(title !== undefined && { title }), ...(words !== undefined && { words }), ...(by !== undefined && { due: readDate('by', by, around.now()) }),
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
