import type { Feature } from '../../workbench/registry/feature.ts'
import { useTabs } from '../../workbench/tabs.ts'
import { beginRecord } from '../record/draft-start.ts'

export const experiment: Feature = {
  records: [{
    concept: 'experiment', icon: 'flask', listPart: 'experiments', inspector: () => import('./ExperimentInspector.vue'), below: () => import('./ExperimentBelow.vue'),
  }],
  pages: [
    { kind: 'learned', load: () => import('./LibraryPage.vue'), head: (_, say) => ({ words: say('trial.library'), icon: 'list-magnifying-glass' }) },
    { kind: 'spent', load: () => import('./HoursPage.vue'), head: (_, say) => ({ words: say('trial.mySpent'), icon: 'hourglass-medium' }) },
  ],
  parts: [{
    id: 'experiments', order: 40, words: 'trial.title', command: 'trial.goTo', icon: 'flask', fill: 'flask-fill', load: () => import('./ExperimentList.vue'),
  }],
  commands: () => [
    { id: 'experiment.new', title: 'trial.new', icon: 'flask', menu: 'begin', run: () => beginRecord('experiment') },
    { id: 'experiment.learned', title: 'trial.library', icon: 'list-magnifying-glass', menu: 'go', run: () => useTabs().open('learned') },
    { id: 'hours.spent', title: 'trial.mySpent', icon: 'hourglass-medium', menu: 'go', run: () => useTabs().open('spent') },
  ],
}
