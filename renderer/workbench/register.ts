// What belongs to the frame itself. Features bring theirs where they live.
import { useDoor } from '../stores/door.ts'
import { useOverview } from '../stores/overview.ts'
import { useCommands, type Command } from './commands.ts'
import { useLayout } from './layout.ts'
import { useLook } from './look.ts'
import { cycleRegions } from './regions.ts'
import type { Feature, PartKind } from './registry/feature.ts'
import { allPanels, allParts } from './registry/registry.ts'
import { useTabs } from './tabs.ts'

/** Pressed again, the part that is shown folds away. */
function showPart(part: PartKind): void {
  const layout = useLayout()
  layout.side = layout.part === part.id && part.load ? !layout.side : true
  layout.part = part.id
  if (part.page) useTabs().open(part.page)
}

const partCommands = (): readonly Command[] => allParts().map((part) => ({
  id: `go.${part.id}`, title: part.command, icon: part.icon, menu: 'go', ...(part.keys ? { keys: part.keys } : {}), run: () => showPart(part),
}))

function editorCommands(): readonly Command[] {
  const tabs = useTabs()
  const isAlone = (): string | null => (tabs.groups.length > 1 ? null : 'frame.oneGroup')
  const canSplit = (): string | null => (tabs.canSplit ? null : 'frame.cantSplit')
  const go = (direction: 'left' | 'right' | 'up' | 'down') => () => tabs.does((grid) => grid.activate(direction))
  return [
    { id: 'row.open', title: 'cmd.openRow', icon: 'arrow-right', about: ['record', 'person'], hidden: true, run: (about) => { if (about) tabs.open(about.kind, about.id) } },
    { id: 'row.beside', title: 'cmd.openRowBeside', icon: 'square-split-horizontal', about: ['record', 'person'], hidden: true, run: (about) => { if (about) tabs.beside(about.kind, about.id) } },
    { id: 'tab.next', title: 'cmd.nextTab', keys: ['Alt+PageDown', 'Ctrl+PageDown'], run: () => tabs.does((grid) => grid.step(1)) },
    { id: 'tab.before', title: 'cmd.tabBefore', keys: ['Alt+PageUp', 'Ctrl+PageUp'], run: () => tabs.does((grid) => grid.step(-1)) },
    { id: 'tab.keep', title: 'cmd.keepTab', closed: () => (tabs.current?.preview ? null : 'frame.noPreview'), run: () => { if (tabs.current) tabs.pin(tabs.current) } },
    { id: 'tab.closeOthers', title: 'cmd.closeOthers', closed: () => (tabs.tabs.length > 1 ? null : 'frame.noOthers'), run: () => { if (tabs.current) tabs.closeOthers(tabs.current.panel) } },
    { id: 'split.beside', title: 'cmd.splitBeside', icon: 'square-split-horizontal', menu: 'view', keys: ['Ctrl+\\', 'Alt+\\'], closed: canSplit, run: () => tabs.split('right') },
    { id: 'split.below', title: 'cmd.splitBelow', menu: 'view', keys: ['Ctrl+Alt+\\'], closed: canSplit, run: () => tabs.split('below') },
    { id: 'group.left', title: 'cmd.groupLeft', keys: ['Ctrl+Alt+ArrowLeft'], closed: isAlone, run: go('left') },
    { id: 'group.right', title: 'cmd.groupRight', keys: ['Ctrl+Alt+ArrowRight'], closed: isAlone, run: go('right') },
    { id: 'group.up', title: 'cmd.groupUp', keys: ['Ctrl+Alt+ArrowUp'], closed: isAlone, run: go('up') },
    { id: 'group.down', title: 'cmd.groupDown', keys: ['Ctrl+Alt+ArrowDown'], closed: isAlone, run: go('down') },
    { id: 'tab.moveLeft', title: 'cmd.moveLeft', keys: ['Alt+Shift+ArrowLeft'], closed: isAlone, run: () => tabs.does((grid) => grid.moveTo('left')) },
    { id: 'tab.moveRight', title: 'cmd.moveRight', keys: ['Alt+Shift+ArrowRight'], closed: isAlone, run: () => tabs.does((grid) => grid.moveTo('right')) },
    { id: 'group.grow', title: 'cmd.grow', keys: ['Alt+='], closed: isAlone, run: () => tabs.does((grid) => grid.grow(1)) },
    { id: 'group.shrink', title: 'cmd.shrink', keys: ['Alt+-'], closed: isAlone, run: () => tabs.does((grid) => grid.grow(-1)) },
  ]
}

function lookCommands(): readonly Command[] {
  const overview = useOverview()
  const look = useLook()
  const themes = [['system', 'theme.toSystem', 'circle-half'], ['light', 'theme.toLight', 'sun'], ['dark', 'theme.toDark', 'moon'], ['contrast', 'theme.toContrast', 'circle-half']] as const
  return [
    ...themes.map(([theme, title, icon]): Command => ({ id: `theme.${theme}`, title, icon, run: () => void overview.setTheme(theme).catch(() => {}) })),
    { id: 'motion.system', title: 'theme.systemMotion', run: () => look.set({ motion: 'system' }) },
    { id: 'motion.less', title: 'theme.lessMotion', run: () => look.set({ motion: 'less' }) },
    { id: 'motion.full', title: 'theme.fullMotion', run: () => look.set({ motion: 'full' }) },
  ]
}

/** Opened again, the panel shows what it showed. */
let lastPanel: string | null = null
function closePanel(): null {
  lastPanel = useLayout().panel
  return null
}

export const frame: Feature = {
  pages: [
    { kind: 'settings', load: () => import('./settings/SettingsPage.vue'), head: (_, say) => ({ words: say('settings.title'), icon: 'sliders-horizontal' }) },
    { kind: 'keys', load: () => import('./settings/KeysPage.vue'), head: (_, say) => ({ words: say('frame.keys'), icon: 'key' }) },
  ],
  panels: [{ id: 'problems', order: 30, words: 'panel.problems', command: 'panel.showProblems', icon: 'warning-octagon', load: () => import('./panel/ProblemsView.vue') }],
  settings: [
    { id: 'look', order: 10, words: 'settings.look', finds: ['theme.label', 'theme.dark', 'theme.contrast', 'settings.zoom', 'settings.motion', 'settings.labels'], load: () => import('./settings/LookSettings.vue') },
    { id: 'keys', order: 20, words: 'settings.keysTitle', finds: ['keys.about', 'keys.change'], load: () => import('./settings/KeysSettings.vue') },
  ],
  commands: () => {
    const layout = useLayout()
    const tabs = useTabs()
    const door = useDoor()
    const look = useLook()
    return [
      ...partCommands(),
      { id: 'palette', title: 'cmd.palette', icon: 'magnifying-glass', menu: 'go', keys: ['Ctrl+K', 'Ctrl+P'], hidden: true, run: () => { layout.palette = layout.palette === null ? '' : null } },
      { id: 'palette.do', title: 'cmd.paletteDo', keys: ['Ctrl+Shift+P'], hidden: true, run: () => { layout.palette = '>' } },
      { id: 'palette.people', title: 'cmd.palettePeople', hidden: true, run: () => { layout.palette = '@' } },
      { id: 'side.toggle', title: 'cmd.side', icon: 'sidebar-simple', menu: 'view', keys: ['Ctrl+B'], run: () => { layout.side = !layout.side } },
      { id: 'panel.toggle', title: 'cmd.panel', menu: 'view', keys: ['Ctrl+J'], run: () => { layout.panel = layout.panel === null ? (lastPanel ?? allPanels()[0]?.id ?? null) : closePanel() } },
      ...allPanels().map((view): Command => ({ id: `panel.${view.id}`, title: view.command, icon: view.icon, run: () => { layout.panel = view.id } })),
      { id: 'menu', title: 'cmd.menu', icon: 'list', keys: ['Alt+M', 'F10'], hidden: true, run: () => { layout.menuShown = !layout.menuShown } },
      { id: 'inspector.toggle', title: 'cmd.inspector', icon: 'sidebar-simple', menu: 'view', keys: ['Ctrl+Alt+B'], run: () => { layout.inspector = !layout.inspector } },
      { id: 'tab.close', title: 'cmd.closeTab', icon: 'x', menu: 'view', keys: ['Alt+W'], closed: () => (tabs.current ? null : 'frame.nothingOpen'), run: () => { if (tabs.current) tabs.close(tabs.current) } },
      ...editorCommands(),
      { id: 'tab.back', title: 'cmd.back', menu: 'go', keys: ['Alt+ArrowLeft'], closed: () => (tabs.canWalk.back ? null : 'frame.noBack'), run: tabs.back },
      { id: 'tab.forward', title: 'cmd.forward', menu: 'go', keys: ['Alt+ArrowRight'], closed: () => (tabs.canWalk.forward ? null : 'frame.noForward'), run: tabs.forward },
      { id: 'region.next', title: 'cmd.nextRegion', keys: ['F6'], hidden: true, run: () => cycleRegions(1) },
      { id: 'region.before', title: 'cmd.regionBefore', keys: ['Shift+F6'], hidden: true, run: () => cycleRegions(-1) },
      { id: 'keys', title: 'cmd.keys', icon: 'question', keys: ['?', 'F1'], run: () => { layout.keysShown = !layout.keysShown } },
      { id: 'settings', title: 'cmd.settings', icon: 'sliders-horizontal', menu: 'view', keys: ['Ctrl+,'], run: () => tabs.open('settings') },
      { id: 'settings.keys', title: 'cmd.settingsKeys', icon: 'key', run: () => tabs.open('keys') },
      ...lookCommands(),
      { id: 'zoom.in', title: 'cmd.zoomIn', menu: 'view', keys: ['Ctrl+=', 'Ctrl++'], run: () => look.zoom(1) },
      { id: 'zoom.out', title: 'cmd.zoomOut', menu: 'view', keys: ['Ctrl+-'], run: () => look.zoom(-1) },
      { id: 'zoom.usual', title: 'cmd.zoomUsual', menu: 'view', keys: ['Ctrl+0'], run: () => look.set({ zoom: 100 }) },
      { id: 'labels.toggle', title: 'cmd.labels', run: () => look.set({ labels: !look.look.labels }) },
      { id: 'workspace.join', title: 'cmd.join', icon: 'envelope-open', menu: 'workspace', run: () => { door.way = 'join' } },
      { id: 'workspace.found', title: 'cmd.found', icon: 'table', menu: 'workspace', run: () => { door.way = 'found' } },
    ]
  },
  sources: () => [{
    id: 'workspaces', group: 'goTo', most: 3,
    find: ({ say }) => useOverview().workspaces.filter(({ id }) => id !== useOverview().workspace?.id).map(({ id, name }) => ({
      key: `workspace:${id}`, words: name, note: say('frame.otherWorkspace'), icon: 'table',
      run: ({ beside }) => (beside ? void useOverview().openWindow(id).catch(() => {}) : useOverview().choose(id)),
    })),
  }, {
    id: 'commands', group: 'do', sign: '>', most: 8,
    find: ({ say }) => useCommands().all.filter((command) => !command.hidden).map((command) => {
      const closed = command.closed?.() ?? null
      const keys = useCommands().keysOf(command.id) ?? command.ownKeys
      return {
        key: `command:${command.id}`, words: say(command.title), signs: command.signs ?? false, closed: closed === null ? null : say(closed),
        ...(command.also ? { also: say(command.also) } : {}), note: (closed === null ? command.of?.() : null) ?? '',
        ...(command.icon ? { icon: command.icon } : {}), ...(keys ? { keys } : {}),
        run: () => useCommands().run(command.id),
      }
    }),
  }],
}
