import { useStatus } from '../../stores/status.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { useNetworkView } from './network-view.ts'

export const network: Feature = {
  pages: [{ kind: 'network', load: () => import('./NetworkPage.vue'), head: (_, say) => ({ words: say('frame.networkTab'), icon: 'network' }) }],
  panels: [{ id: 'network', order: 20, words: 'frame.networkTab', command: 'panel.showNetwork', icon: 'network', load: () => import('./HappenedList.vue') }],
  commands: () => [
    { id: 'network.happened', title: 'cmd.timeline', icon: 'clock-counter-clockwise', run: () => useNetworkView().show('happened') },
    { id: 'network.way', title: 'cmd.inTheWay', icon: 'list-magnifying-glass', run: () => useNetworkView().show('way') },
    { id: 'network.home', title: 'cmd.fromHome', icon: 'house-line', run: () => useNetworkView().show('home') },
    { id: 'network.look', title: 'cmd.lookForPeople', icon: 'binoculars', run: () => void useStatus().look().catch(() => {}) },
  ],
}
