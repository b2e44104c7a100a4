// The data folder: the same as the command line's, so that `parley` finds the host that runs in the desktop application.
import { isAbsolute, join, resolve } from 'node:path'

export interface Machine {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

/** `--data DIR` or `--data=DIR` among the arguments, else PARLEY_DATA, else the platform's place. Absolute. */
export function dataPlace(args: readonly string[], { env, platform, home }: Machine): string {
  const at = args.indexOf('--data')
  const given = at >= 0 ? args[at + 1] : args.find((argument) => argument.startsWith('--data='))?.slice('--data='.length)
  const named = given ?? env['PARLEY_DATA']
  if (named) return resolve(named)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Parley')
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Parley')
  const base = env['XDG_DATA_HOME']
  return join(base && isAbsolute(base) ? base : join(home, '.local', 'share'), 'parley')
}
