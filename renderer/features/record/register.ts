import { conceptIdOfKind, type RecordKind } from '../../../shared/domain/record/kinds.ts'
import { useRecords } from '../../stores/records.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { recordPartOf } from '../../workbench/registry/registry.ts'
import { useTabs } from '../../workbench/tabs.ts'
import RecordMark from './RecordMark.vue'
import { KIND_WORDS } from './kind-words.ts'
import { recordCommands } from './record-acts.ts'
import { titleWords } from './rows.ts'

export const record: Feature = {
  pages: [
    {
      // The kind is the tab's id.
      kind: 'begin', takesId: true, keeps: true, load: () => import('./NewRecord.vue'),
      head: (id, say) => ({ words: say(KIND_WORDS[id as RecordKind]), icon: recordPartOf(conceptIdOfKind(id as RecordKind))?.icon ?? 'scroll' }),
    },
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
  commands: recordCommands,
  sources: () => [
    {
      id: 'records', group: 'goTo',
      find: ({ say }) => [...useRecords().rows.values()].map((row) => ({
        key: `record:${row.id}`, words: titleWords(row, say), also: row.parties.map((party) => party.name).join(' '), mark: { is: RecordMark, props: { row } },
        run: ({ beside }) => useTabs()[beside ? 'beside' : 'open']('record', row.id),
      })),
    },
  ],
}
