// How far search is behind what is here. After much came in at once, or a host ended without a word, records are folded and
// written into the index by and by: what is not in it yet is found by nobody, and whoever searches is told so.
import { setTimeout as after } from 'node:timers/promises'
import type { Pace } from '../long-work.ts'
import type { Workspace } from './workspace.ts'

/** How often it is looked how far it is. */
const LOOK_MS = 150

/** Records that search does not know as they stand now. */
export const unread = ({ unfolded, records }: Workspace): number => new Set([...unfolded, ...records.unsaved()]).size

/**
 * Until search knows every record, telling how far it is; how many it had to wait for. It hastens nothing: what comes in and
 * what is typed go first. `isHere`: the workspace is still open.
 */
export async function readIn(workspace: Workspace, isHere: () => boolean, pace: Pace): Promise<number> {
  workspace.records.catchUp()
  let [all, before] = [0, 0]
  for (let left = unread(workspace); left > 0 && isHere(); left = unread(workspace)) {
    all += Math.max(0, left - before)
    before = left
    await pace.step(all - left, all)
    await after(LOOK_MS, undefined, { ref: false })
  }
  if (all > 0 && isHere()) await pace.step(all, all)
  return all
}
