// Hours a week that somebody has. One's own are kept on this device, beside the desk that counts with them; others see
// them only where their owner says them in the profile.
import type { PersonId } from '#shared/base/ids.ts'
import type { Core } from './core.ts'
import type { Workspace } from './workspace/workspace.ts'

export interface HoursAvailable {
  readonly amount: number
  /** What others see; null where nothing. */
  readonly seen: number | null
}

/** Null where the person said none, or doesn't show them to this one. */
export function hoursAvailable(core: Core, workspace: Workspace, person: PersonId): HoursAvailable | null {
  const seen = workspace.directory.profile(person).words.hours ?? null
  const own = person === workspace.me ? core.settings.data.desk.desks[workspace.id]?.hours?.set ?? null : null
  const amount = own ?? seen
  return amount === null ? null : { amount, seen }
}

/** Keeps own hours on this device; null keeps none. */
export function keepHours(core: Core, workspace: Workspace, amount: number | null): void {
  const kept = core.settings.data.desk.desks[workspace.id]?.hours?.set ?? null
  if (kept !== amount) core.desks.setHours({ workspace: workspace.id, hours: amount })
}
