import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { useQuick } from './quick/quick-state.ts'

export const commitment: Feature = {
  pages: [
    { kind: 'letter', keeps: true, load: () => import('./NewLetter.vue'), head: (_, say) => ({ words: say('cmd.newLetter'), icon: 'scroll' }) },
    { kind: 'counted', load: () => import('./CountedPage.vue'), head: (_, say) => ({ words: say('counted.title'), icon: 'handshake' }) },
  ],
  records: ['commitment', 'openoffer', 'charter'].map((concept) => ({
    concept, icon: 'handshake', listPart: 'commitments', inspector: () => import('./inspector/CommitmentInspector.vue'),
  })),
  parts: [{
    id: 'commitments', order: 20, words: 'frame.commitments', command: 'cmd.commitments', icon: 'handshake', fill: 'handshake-fill', keys: ['Alt+2'],
    load: () => import('./CommitmentList.vue'),
  }],
  commands: () => [
    { id: 'promise.new', title: 'cmd.newPromise', icon: 'pencil-simple', menu: 'begin', keys: ['Alt+N', 'Ctrl+N'], run: () => useQuick().show() },
    { id: 'letter.new', title: 'cmd.newLetter', icon: 'scroll', menu: 'begin', keys: ['Alt+Shift+N'], run: () => useTabs().open('letter') },
    { id: 'counted', title: 'counted.title', icon: 'handshake', menu: 'go', run: () => useTabs().open('counted') },
    { id: 'request.new', title: 'act.newRequest', icon: 'pencil-simple', menu: 'begin', run: () => useQuick().show({ kind: 'request' }) },
    { id: 'openoffer.new', title: 'act.newOpenOffer', icon: 'hand-waving', menu: 'begin', run: () => useQuick().show({ kind: 'open' }) },
    { id: 'need.new', title: 'request.new', icon: 'megaphone-simple', menu: 'begin', run: () => useQuick().show({ kind: 'need' }) },
    { id: 'verbal.new', title: 'act.newVerbal', icon: 'chat-circle-text', menu: 'begin', run: () => useQuick().show({ kind: 'verbal' }) },
  ],
}
