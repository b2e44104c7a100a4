import { WORKSPACE, type Command } from '../command.ts'
import { findWorkspace } from '../find.ts'
import { oneLine, shortId, table } from '../text.ts'

export const search: Command = {
  name: 'search',
  takes: ['TEXT'],
  says: 'Find words in everything on this device.',
  options: { ...WORKSPACE, limit: { type: 'text', value: 'N', says: 'how many at most (else 50)' } },
  more: 'JSON: a list of {"workspace","id","concept","title","snippet","state"}; what matched stands between U+0001 and U+0002.',
  run: async ({ given, host }) => {
    const limit = given.whole('limit', 1, 200) ?? 50
    const client = await host()
    const named = given.text('workspace')
    const workspace = named === undefined ? undefined : (await findWorkspace(client, named)).id
    const hits = await client.call('search', { text: given.at(0), limit, ...(workspace === undefined ? {} : { workspace }) })
    const rows = hits.map(({ id, state, title, snippet }) => [shortId(id), state ?? '', oneLine(title), oneLine(snippet.replaceAll('\u0001', '[').replaceAll('\u0002', ']'))])
    return { value: hits, text: rows.length === 0 ? 'Nothing found.' : table(rows) }
  },
}
