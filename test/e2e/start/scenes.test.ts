// A few of what opens over a page or beside it, in every light and at every size.
import { scenesOf } from './walking-scenes.ts'
import { QUICK_SCENES } from '../../harness/workbench-scenes.ts'

scenesOf(QUICK_SCENES)
