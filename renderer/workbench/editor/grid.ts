// The grid of groups, drawn by dockview: what the workbench does with it, and what stands where. The pages themselves are
// put into its cells by EditorGrid.vue.
import { createDockview, type DockviewApi, type DockviewGroupPanel, type GroupPanelPartInitParameters, type IDockviewPanel } from 'dockview-core'
import { fromDock, PAGE, panelName, TAB, toDock } from './dock-form.ts'
import { tabKey, type PartLayout, type Tab } from './layout.ts'

/** A place dockview made for a page or for what stands on its tab. */
export interface Cell { readonly panel: string; readonly element: HTMLElement }
export interface GridListener {
  cells(pages: readonly Cell[], tabs: readonly Cell[]): void
  changed(): void
}
/** What stands in one group. */
export interface GroupView { readonly id: string; readonly tabs: readonly (Tab & { readonly panel: string })[]; readonly current: string | null }

const tabOf = (panel: IDockviewPanel): Tab => panel.params as unknown as Tab
const STEP_PX = 48

export class Grid {
  readonly #api: DockviewApi
  readonly #listener: GridListener
  readonly #pages = new Map<string, Cell>()
  readonly #tabs = new Map<string, Cell>()
  #names = 100

  constructor(element: HTMLElement, listener: GridListener, empty: HTMLElement) {
    this.#listener = listener
    this.#api = createDockview(element, {
      createComponent: () => this.#part(this.#pages),
      createTabComponent: () => this.#part(this.#tabs),
      createWatermarkComponent: () => {
        // Dockview makes one where it likes; what stands there is always the same.
        const place = document.createElement('div')
        place.className = 'cell'
        return { element: place, init: () => place.append(empty) }
      },
      theme: { name: 'parley', className: 'dock' },
      disableFloatingGroups: true, disableTabsOverflowList: true, scrollbars: 'native', announcements: false,
    })
    this.#api.onDidLayoutChange(() => listener.changed())
    this.#api.onDidActivePanelChange(() => listener.changed())
    this.#api.onDidActiveGroupChange(() => listener.changed())
  }

  dispose(): void {
    this.#api.dispose()
  }

  get groups(): readonly GroupView[] {
    return this.#api.groups.map((group) => ({
      id: group.id, current: group.activePanel?.id ?? null,
      tabs: group.panels.map((panel) => ({ ...tabOf(panel), panel: panel.id })),
    }))
  }

  get active(): string | null {
    return this.#api.activeGroup?.id ?? null
  }

  layout(): { readonly root: PartLayout | null; readonly active: number } {
    return fromDock(this.#api.toJSON())
  }

  /** Everything open gives way to it. */
  restore(root: PartLayout | null, active: number): void {
    this.#api.clear()
    if (root) this.#api.fromJSON(toDock(root, active, { width: this.#api.width, height: this.#api.height }))
  }

  /** Shows it where it stands, or in the active group; a preview takes the place of the preview there. */
  open(tab: Tab): void {
    const there = this.#find(tab, this.#api.activeGroup) ?? this.#find(tab)
    if (there) {
      if (!tab.preview) this.keep(there.id)
      there.api.setActive()
      return
    }
    this.#add(tab, this.#api.activeGroup)
  }

  /** In the group to the right, which is made where there is none. */
  openBeside(tab: Tab): void {
    const group = this.#api.activeGroup
    const right = group && (this.#api.adjacentGroupInDirection(group, 'right') as DockviewGroupPanel | undefined)
    const there = right && this.#find(tab, right)
    if (there) there.api.setActive()
    else if (right) this.#add(tab, right)
    else if (group && group.panels.length > 0) this.#split(tab, group, 'right')
    else this.open(tab)
  }

  /** The page that is looked at stands in a group of its own: a second time where it may, else it moves there. */
  split(direction: 'right' | 'below', mayStandTwice: (tab: Tab) => boolean): void {
    const panel = this.#api.activePanel
    if (!panel) return
    if (mayStandTwice(tabOf(panel))) this.#split({ ...tabOf(panel), preview: false }, panel.group, direction)
    else if (panel.group.panels.length > 1) panel.api.moveTo({ group: panel.group, position: direction === 'right' ? 'right' : 'bottom' })
  }

  /** Whether `split` would do anything. */
  canSplit(mayStandTwice: (tab: Tab) => boolean): boolean {
    const panel = this.#api.activePanel
    return !!panel && (mayStandTwice(tabOf(panel)) || panel.group.panels.length > 1)
  }

  /** A preview stays from now on. */
  keep(name: string): void {
    const panel = this.#api.getPanel(name)
    if (!panel || !tabOf(panel).preview) return
    panel.api.updateParameters({ preview: false })
    this.#listener.changed()
  }

  show(name: string): void {
    this.#api.getPanel(name)?.api.setActive()
  }

  close(name: string): void {
    const panel = this.#api.getPanel(name)
    if (panel) this.#api.removePanel(panel)
  }

  /** Every place a page stands. */
  namesOf(tab: Pick<Tab, 'kind' | 'id'>): readonly string[] {
    return this.#api.panels.filter((panel) => tabKey(tabOf(panel)) === tabKey(tab)).map((panel) => panel.id)
  }

  /** The tab so many further in its group, round its end. */
  step(by: 1 | -1): void {
    const group = this.#api.activeGroup
    const at = group?.panels.findIndex((panel) => panel === group.activePanel) ?? -1
    if (group && at >= 0) group.panels[(at + by + group.panels.length) % group.panels.length]!.api.setActive()
  }

  activate(direction: 'left' | 'right' | 'up' | 'down'): void {
    const next = this.#neighbour(direction)
    next?.activePanel?.api.setActive()
  }

  /** The page goes over to the group beside it. */
  moveTo(direction: 'left' | 'right' | 'up' | 'down'): void {
    const panel = this.#api.activePanel
    const next = this.#neighbour(direction)
    if (panel && next) panel.api.moveTo({ group: next, position: 'center' })
  }

  /** Wider and taller, or narrower and lower, by a step. */
  grow(by: 1 | -1): void {
    const group = this.#api.activeGroup
    if (!group) return
    group.api.setSize({ width: group.width + by * STEP_PX })
    group.api.setSize({ height: group.height + by * STEP_PX })
  }

  setTitle(name: string, words: string): void {
    const panel = this.#api.getPanel(name)
    if (panel && panel.title !== words) panel.api.setTitle(words)
  }

  #neighbour(direction: 'left' | 'right' | 'up' | 'down'): DockviewGroupPanel | null {
    const group = this.#api.activeGroup
    return group ? ((this.#api.adjacentGroupInDirection(group, direction) as DockviewGroupPanel | undefined) ?? null) : null
  }

  #find(tab: Tab, group?: DockviewGroupPanel): IDockviewPanel | undefined {
    return (group?.panels ?? this.#api.panels).find((panel) => tabKey(tabOf(panel)) === tabKey(tab))
  }

  #name(tab: Tab): string {
    return panelName(tab, ++this.#names)
  }

  #add(tab: Tab, group: DockviewGroupPanel | undefined): void {
    const preview = tab.preview ? group?.panels.find((panel) => tabOf(panel).preview) : undefined
    const at = preview ? group!.panels.indexOf(preview) : undefined
    this.#api.addPanel({
      id: this.#name(tab), component: PAGE, tabComponent: TAB, title: tabKey(tab), params: { ...tab },
      ...(group ? { position: { referenceGroup: group, ...(at === undefined ? {} : { index: at }) } } : {}),
    })
    // Only now: a group that is empty for a moment would go.
    if (preview) this.#api.removePanel(preview)
  }

  #split(tab: Tab, group: DockviewGroupPanel, direction: 'right' | 'below'): void {
    this.#api.addPanel({
      id: this.#name(tab), component: PAGE, tabComponent: TAB, title: tabKey(tab), params: { ...tab },
      position: { referenceGroup: group, direction },
    })
  }

  #part(cells: Map<string, Cell>) {
    const element = document.createElement('div')
    element.className = cells === this.#pages ? 'cell' : 'tab-cell'
    let name = ''
    return {
      element,
      init: (parameters: GroupPanelPartInitParameters) => {
        name = parameters.api.id
        cells.set(name, { panel: name, element })
        this.#tell()
      },
      dispose: () => {
        if (cells.get(name)?.element === element) cells.delete(name)
        this.#tell()
      },
    }
  }

  #tell(): void {
    this.#listener.cells([...this.#pages.values()], [...this.#tabs.values()])
  }
}
