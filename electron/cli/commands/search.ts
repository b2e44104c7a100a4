import { WORKSPACE, type Command } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { oneLine, shortId, table } from '../text.ts'

export const search: Command = {
  name: 'search',
  takes: ['TEXT'],
  says: 'Find words in everything on this device, remarks included, narrowed by filters.',
  options: { ...WORKSPACE, limit: { type: 'text', value: 'N', says: 'how many at most (else 50)' } },
  more: 'Filters: with:NAME by:NAME state:in-force kind:promise tag:WORD is:away|open|mine. What is none is told and looked for as words.\n'
    + 'JSON: a list of {"workspace","id","concept","kind","title","snippet","state","place","remark","by"}; what matched stands between U+0001 and U+0002.\n\n'
    + '  parley search "flour with:Ben state:in-force"',
  run: async ({ given, around, host }) => {
    const limit = given.whole('limit', 1, 200) ?? 50
    const client = await host()
    const named = given.text('workspace')
    const looked = named === undefined ? await client.call('workspace.list', {}) : [await findWorkspace(client, named)]
    const found = await Promise.all(looked.map(({ id }) => client.call('find', { workspace: id, text: given.at(0), limit })))
    const hits = found.flatMap((view) => view.hits).slice(0, limit)
    const odd = [...new Set(found.flatMap((view) => view.notUnderstood))]
    if (odd.length > 0) around.note(`Not understood as a filter, looked for as words: ${odd.map(oneLine).join(' ')}`)
    const behind = found.reduce((sum, view) => sum + view.behind, 0)
    if (behind > 0) around.note(`${behind === 1 ? 'One record is' : `${behind} records are`} still being read in, so this may not be all of it.`)
    const rows = hits.map(({ id, state, title, place, by, snippet }) => [
      shortId(id), state ?? '', oneLine(title), `${place === 'talk' ? `${oneLine(by ?? '')}: ` : ''}${oneLine(snippet.replaceAll('\u0001', '[').replaceAll('\u0002', ']'))}`,
    ])
    return { value: hits, text: rows.length === 0 ? 'Nothing found.' : table(rows) }
  },
}
