// The commands that belong to the frame itself. Features bring theirs where they live.
import { useDoor } from '../stores/door.ts'
import type { Command } from './commands.ts'
import { useLayout, type Part } from './layout.ts'
import { cycleRegions } from './regions.ts'
import { useTabs, type TabKind } from './tabs.ts'

export function frameCommands(): readonly Command[] {
  const layout = useLayout()
  const tabs = useTabs()
  const door = useDoor()
  const part = (to: Part): void => {
    layout.side = layout.part === to && to !== 'desk' ? !layout.side : true
    layout.part = to
    if (to === 'desk') tabs.open('desk')
  }
  const tab = (kind: TabKind) => () => tabs.open(kind)
  return [
    { id: 'promise.new', title: 'cmd.newPromise', icon: 'pencil-simple', keys: ['Alt+N', 'Ctrl+N'], run: tab('promise') },
    { id: 'letter.new', title: 'cmd.newLetter', icon: 'scroll', keys: ['Alt+Shift+N'], run: tab('letter') },
    { id: 'invite', title: 'cmd.invite', icon: 'user-plus', run: tab('invite') },
    { id: 'go.desk', title: 'cmd.desk', icon: 'tray', keys: ['Alt+1'], run: () => part('desk') },
    { id: 'go.commitments', title: 'cmd.commitments', icon: 'handshake', keys: ['Alt+2'], run: () => part('commitments') },
    { id: 'go.people', title: 'cmd.people', icon: 'address-book', keys: ['Alt+3'], run: () => part('people') },
    { id: 'go.you', title: 'cmd.you', icon: 'key', run: tab('you') },
    { id: 'palette', title: 'cmd.palette', keys: ['Ctrl+K', 'Ctrl+Shift+P', 'Ctrl+P'], hidden: true, run: () => { layout.palette = !layout.palette } },
    { id: 'side.toggle', title: 'cmd.side', icon: 'sidebar-simple', keys: ['Ctrl+B'], run: () => { layout.side = !layout.side } },
    { id: 'inspector.toggle', title: 'cmd.inspector', icon: 'sidebar-simple', keys: ['Ctrl+Alt+B'], run: () => { layout.inspector = !layout.inspector } },
    { id: 'tab.close', title: 'cmd.closeTab', icon: 'x', keys: ['Alt+W'], run: () => { if (tabs.current) tabs.close(tabs.current) } },
    { id: 'tab.back', title: 'cmd.back', keys: ['Alt+ArrowLeft'], run: tabs.back },
    { id: 'tab.forward', title: 'cmd.forward', keys: ['Alt+ArrowRight'], run: tabs.forward },
    { id: 'region.next', title: 'cmd.nextRegion', keys: ['F6'], hidden: true, run: () => cycleRegions(1) },
    { id: 'region.before', title: 'cmd.regionBefore', keys: ['Shift+F6'], hidden: true, run: () => cycleRegions(-1) },
    { id: 'keys', title: 'cmd.keys', icon: 'question', keys: ['?', 'F1'], run: () => { layout.keysShown = !layout.keysShown } },
    { id: 'workspace.join', title: 'cmd.join', icon: 'envelope-open', run: () => { door.way = 'join' } },
    { id: 'workspace.found', title: 'cmd.found', icon: 'table', run: () => { door.way = 'found' } },
  ]
}
