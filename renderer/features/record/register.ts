import { conceptIdOfKind, type RecordKind } from '../../../shared/domain/record/kinds.ts'
import type { RecordRow } from '../../../shared/protocol/contract.ts'
import { useRecords } from '../../stores/records.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { recordPartOf } from '../../workbench/registry/registry.ts'
import type { Entry } from '../../workbench/registry/sources.ts'
import { useTabs } from '../../workbench/tabs.ts'
import RecordLine from './RecordLine.vue'
import RecordMark from './RecordMark.vue'
import { KIND_WORDS } from './kind-words.ts'
import { recordCommands } from './record-acts.ts'
import { needsOf } from './row-marks.ts'
import { titleWords } from './rows.ts'

/** Kept while its row is the same, so that the palette reads the words of ten thousand once and not each time it opens. */
const entries = new WeakMap<RecordRow, Entry>()
function entryOf(row: RecordRow, words: string, waits: string | null): Entry {
  const known = entries.get(row)
  if (known?.words === words && known.waits === waits) return known
  const made: Entry = {
    key: `record:${row.id}`, words, also: row.parties.map((party) => party.name).join(' '), mark: { is: RecordMark, props: { row } }, line: { is: RecordLine, props: { row } }, waits,
    run: ({ beside }) => useTabs()[beside ? 'beside' : 'open']('record', row.id),
  }
  entries.set(row, made)
  return made
}

export const record: Feature = {
  pages: [
    {
      // The kind is the tab's id.
      kind: 'begin', takesId: true, keeps: true, load: () => import('./NewRecord.vue'),
      head: (id, say) => ({ words: say(KIND_WORDS[id as RecordKind]), icon: recordPartOf(conceptIdOfKind(id as RecordKind))?.icon ?? 'scroll' }),
    },
    { kind: 'aside', load: () => import('./draft/AsidePage.vue'), head: (_, say) => ({ words: say('draft.asideTitle'), icon: 'archive' }) },
    {
      kind: 'record', takesId: true, splits: true, load: () => import('./RecordDoor.vue'),
      head: (id, say) => {
        const row = useRecords().rows.get(id)
        return {
          words: row ? titleWords(row, say) : say('list.untitled'), mark: { is: RecordMark, props: { row } },
          unoffered: row?.flags.includes('edited since offer') ?? false,
        }
      },
    },
  ],
  panels: [{ id: 'checkins', order: 15, words: 'talk.checkins', command: 'panel.showCheckins', icon: 'chat-circle-text', load: () => import('./checkins/CheckinsView.vue') }],
  commands: () => [...recordCommands(), { id: 'drafts.aside', title: 'draft.asideCommand', icon: 'archive', menu: 'go', run: () => useTabs().open('aside') }],
  sources: () => [
    {
      id: 'records', group: 'goTo',
      find: ({ say }) => Array.from(useRecords().rows.values(), (row) => {
        const needs = needsOf(row)
        return entryOf(row, titleWords(row, say), needs && say(needs.key, needs.values))
      }),
    },
  ],
}
