import { useSample } from '../../stores/sample.ts'
import type { Feature } from '../../workbench/registry/feature.ts'
import { useLeaving } from './leaving.ts'

export const sample: Feature = {
  commands: () => [
    { id: 'sample.look', title: 'sample.cmdMake', icon: 'binoculars', menu: 'workspace', run: () => void useSample().look() },
    {
      id: 'sample.remove', title: 'sample.cmdRemove', icon: 'trash',
      closed: () => (useSample().isHere ? null : 'sample.notHere'), run: () => { useLeaving().asked = true },
    },
  ],
}
