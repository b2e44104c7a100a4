import type { Feature } from '../../workbench/registry/feature.ts'
import { useWalk } from './walk.ts'

export const walk: Feature = {
  commands: () => [{ id: 'walk', title: 'walk.cmd', icon: 'binoculars', menu: 'view', run: () => useWalk().resume() }],
}
