import { useRecords } from '../../stores/records.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import RecordMark from './RecordMark.vue'
import { recordCommands } from './record-acts.ts'
import { useQuick } from './quick/quick-state.ts'
import { titleWords } from './grouping.ts'

export const commitment: Feature = {
  pages: [
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
    { kind: 'letter', keeps: true, load: () => import('./NewLetter.vue'), head: (_, say) => ({ words: say('cmd.newLetter'), icon: 'scroll' }) },
  ],
  parts: [{
    id: 'commitments', order: 20, words: 'frame.commitments', command: 'cmd.commitments', icon: 'handshake', fill: 'handshake-fill', keys: ['Alt+2'],
    load: () => import('./CommitmentList.vue'),
  }],
  commands: () => [
    { id: 'promise.new', title: 'cmd.newPromise', icon: 'pencil-simple', menu: 'begin', keys: ['Alt+N', 'Ctrl+N'], run: () => useQuick().show() },
    { id: 'letter.new', title: 'cmd.newLetter', icon: 'scroll', menu: 'begin', keys: ['Alt+Shift+N'], run: () => useTabs().open('letter') },
    { id: 'request.new', title: 'act.newRequest', icon: 'pencil-simple', menu: 'begin', run: () => useQuick().show({ kind: 'request' }) },
    { id: 'openoffer.new', title: 'act.newOpenOffer', icon: 'hand-waving', menu: 'begin', run: () => useQuick().show({ kind: 'open' }) },
    { id: 'verbal.new', title: 'act.newVerbal', icon: 'chat-circle-text', menu: 'begin', run: () => useQuick().show({ kind: 'verbal' }) },
    ...recordCommands(),
  ],
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
