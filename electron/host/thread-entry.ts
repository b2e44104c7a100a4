import { fileURLToPath } from 'node:url'

/** Where a thread's entry lies: beside the source at `here`, an `import.meta.url`, or its bundle beside the host's bundle. */
export const threadEntry = (here: string, name: 'verify-thread' | 'trial-thread'): string =>
  fileURLToPath(new URL(`./${name}${here.endsWith('.ts') ? '.ts' : '.js'}`, here))
