// What a command asks of a group's page: told here, done by the page once it stands.
import type { About, Command } from '../../workbench/commands.ts'
import { askedOfPage } from '../../workbench/asked-of-page.ts'
import { useRecords } from '../../stores/records.ts'
import type { IconName } from '../../ui/icons.ts'
import { isGroup } from './grouping.ts'
import { possibleOf } from './reading.ts'
import type { GroupAct } from './acts.ts'

export const useGroupActs = askedOfPage<GroupAct>('group-acts', 'record')

/** The group that is looked at, or that a context menu is about; null where it is none. */
function meant(about?: About): { readonly id: string } | null {
  const id = about?.id ?? useGroupActs().current
  const row = id === null ? undefined : useRecords().rows.get(id)
  return row && isGroup(row) ? row : null
}

const COMMANDS: readonly { readonly verb: string; readonly title: string; readonly icon: IconName; readonly signs?: boolean }[] = [
  { verb: 'interest', title: 'groupCmd.interest', icon: 'hand-waving' }, { verb: 'facilitate', title: 'groupCmd.facilitate', icon: 'hand-waving' }, { verb: 'handon', title: 'groupCmd.handon', icon: 'chat-circle-text' }, { verb: 'swap', title: 'groupCmd.swap', icon: 'arrows-clockwise' },
  { verb: 'letgo', title: 'groupCmd.letgo', icon: 'door-open' }, { verb: 'output', title: 'groupCmd.output', icon: 'check-circle' }, { verb: 'publish', title: 'groupCmd.publish', icon: 'scroll' }, { verb: 'pause', title: 'groupCmd.pause', icon: 'hourglass-medium', signs: true },
  { verb: 'resume', title: 'groupCmd.resume', icon: 'arrow-right', signs: true }, { verb: 'close', title: 'groupCmd.close', icon: 'checks', signs: true }, { verb: 'learned', title: 'groupCmd.learned', icon: 'chat-circle-text' },
]

export const groupCommands = (): readonly Command[] => COMMANDS.map(({ verb, title, icon, signs }) => ({
  id: `groups.${verb}`, title, icon, about: ['record'], fits: (about) => meant(about) !== null, ...(signs ? { signs } : {}),
  closed: (about) => {
    const group = meant(about)
    if (group === null) return 'group.noGroup'
    const detail = useRecords().details.get(group.id)
    return !detail || possibleOf(detail, verb)?.allowed ? null : 'act.notNow'
  },
  run: (about) => {
    const group = meant(about)
    if (group) useGroupActs().ask({ verb }, group)
  },
}))
