// Where things lie in a checkout.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const OUT = join(ROOT, 'out')
/** What may be lost at any time. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'parley')
export const COMMAND = join(ROOT, 'electron', 'cli', 'index.ts')
