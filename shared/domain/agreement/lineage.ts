// Which revisions go on from which.
import type { ActId } from '../../base/ids.ts'
import type { Revision } from './model.ts'

/** Everything that one of `among` goes on from. */
export function olderThan(among: readonly Revision[], all: readonly Revision[]): Set<ActId> {
  const byId = new Map(all.map((revision) => [revision.id, revision]))
  const older = new Set<ActId>()
  const ahead = among.flatMap((revision) => revision.parents)
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (older.has(next)) continue
    older.add(next)
    ahead.push(...byId.get(next)?.parents ?? [])
  }
  return older
}

/** Those of `among` that no other of them goes on from. */
export function newestAmong(among: readonly Revision[], all: readonly Revision[]): Revision[] {
  const older = olderThan(among, all)
  return among.filter((revision) => !older.has(revision.id))
}
