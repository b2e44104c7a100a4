// Where a person's data lies unless they say otherwise.
import { isAbsolute, join, resolve } from 'node:path'
import type { Surroundings } from './command.ts'

/** `--data`, else PARLEY_DATA, else the place the platform keeps for it. Absolute. */
export function dataFolder(given: string | undefined, { env, platform, home }: Pick<Surroundings, 'env' | 'platform' | 'home'>): string {
  const named = given ?? env['PARLEY_DATA']
  if (named) return resolve(named)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Parley')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Parley')
  const base = env['XDG_DATA_HOME']
  // The specification says to ignore a relative path.
  return join(base && isAbsolute(base) ? base : join(home, '.local', 'share'), 'parley')
}
