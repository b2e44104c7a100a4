// What opens over a page or beside it, in a language that is two fifths longer and read from the right.
import { turnedScenesOf } from './walking-scenes.ts'
import { SCENES } from '../../harness/workbench-scenes.ts'

turnedScenesOf(Object.keys(SCENES))
