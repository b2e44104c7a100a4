import type { Feature } from '../../workbench/registry/feature.ts'
import { useFileExchange } from './file-exchange.ts'

export const bundle: Feature = {
  commands: () => [
    { id: 'bundle.make', title: 'bundle.cmdMake', icon: 'file-arrow-down', run: () => useFileExchange().show('make') },
    { id: 'bundle.take', title: 'bundle.cmdTake', icon: 'upload-simple', run: () => useFileExchange().show('take') },
  ],
}
