// What opens over a page or beside it, in every light and at every size; `scenes.test.ts` does some of it each time.
import { scenesOf } from './walking-scenes.ts'
import { QUICK_SCENES, SCENES } from '../../harness/workbench-scenes.ts'

scenesOf(Object.keys(SCENES).filter((name) => !QUICK_SCENES.includes(name)))
