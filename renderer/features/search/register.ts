import { useRecords } from '../../stores/records.ts'
import { useSearch } from '../../stores/search.ts'
import type { About } from '../../workbench/commands.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { excerptOf } from './excerpt.ts'
import { openAt } from './open-at.ts'
import { look } from './look.ts'
import { AWAY_QUERY } from './query-words.ts'
import { tagsSource } from './tags-source.ts'

/** The record that a command is about: the row it was asked on, else the one in view. */
function recordOf(about?: About): string | null {
  const meant = about ?? useTabs().current
  return meant?.kind === 'record' && useRecords().rows.has(meant.id) ? meant.id : null
}
const isAway = (id: string): boolean => useRecords().rows.get(id)?.flags.includes('put away') ?? false

function put(about: About | undefined, away: boolean): void {
  const id = recordOf(about)
  if (id !== null) void useSearch().putAway(id, away).catch(() => {})
}

export const search: Feature = {
  pages: [{ kind: 'search', load: () => import('./SearchPage.vue'), head: (_, say) => ({ words: say('find.tab'), icon: 'magnifying-glass' }) }],
  parts: [{
    id: 'search', order: 90, words: 'find.part', command: 'find.command', icon: 'magnifying-glass', fill: 'magnifying-glass-fill', keys: ['Ctrl+Shift+F'],
    load: () => import('./SearchSide.vue'), page: 'search',
  }],
  commands: () => [
    {
      id: 'record.away', title: 'shelf.put', icon: 'archive', about: ['record'],
      closed: (about) => { const id = recordOf(about); return id === null ? 'shelf.noRecord' : isAway(id) ? 'shelf.already' : null },
      run: (about) => put(about, true),
    },
    {
      id: 'record.back', title: 'shelf.takeOut', icon: 'archive', about: ['record'],
      closed: (about) => { const id = recordOf(about); return id === null ? 'shelf.noRecord' : isAway(id) ? null : 'shelf.notAway' },
      run: (about) => put(about, false),
    },
    { id: 'search.away', title: 'shelf.look', icon: 'archive', menu: 'go', run: () => look(AWAY_QUERY) },
  ],
  sources: () => [
    {
      id: 'words', group: 'words', matched: true,
      find: async ({ text }) => (text.trim().length < 2 ? [] : await useRecords().search(text)).map((hit) => {
        const { text: note, found } = excerptOf(hit)
        return {
          key: `hit:${hit.remark ?? hit.id}`, words: hit.title, note, found, icon: hit.place === 'talk' ? 'chat-circle-text' : 'scroll',
          run: ({ beside }: { readonly beside: boolean }) => openAt(hit, beside),
        }
      }),
    },
    {
      id: 'searches', group: 'goTo', most: 4,
      find: () => useSearch().filters.map((filter) => ({ key: `search:${filter.id}`, words: filter.name, note: filter.query, icon: 'bookmark-simple' as const, run: () => look(filter.query) })),
    },
    tagsSource,
  ],
}
