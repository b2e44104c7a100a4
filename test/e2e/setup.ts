// Browser tests run against the built page: it is built once before them, if a source is newer.
import { ensureBuilt } from '../../electron/start/build.ts'

export default async function setup(): Promise<void> {
  const failure = await ensureBuilt()
  if (failure !== null) throw new Error(`The page could not be built.\n${failure}`)
}
