// The layout in the form dockview reads and writes, and back. Its panels are named by tab and group, since a page may
// stand in two groups at once.
import { Orientation, type SerializedDockview } from 'dockview-core'
import { isSplit, tabKey, type GroupLayout, type PartLayout, type Tab } from './layout.ts'

type Node = SerializedDockview['grid']['root']
export interface Size { readonly width: number; readonly height: number }

export const PAGE = 'page'
export const TAB = 'tab'
export const groupName = (n: number): string => `g${n}`
/** Unique, and its tab can be told from it. */
export const panelName = (tab: Pick<Tab, 'kind' | 'id'>, n: number): string => `${tabKey(tab)}#${n}`

export function toDock(root: PartLayout, active: number, size: Size): SerializedDockview {
  const panels: SerializedDockview['panels'] = {}
  let count = 0

  function leaf({ tabs, current }: GroupLayout, share: number): Node {
    const n = count++
    for (const tab of tabs) {
      const id = panelName(tab, n)
      panels[id] = { id, contentComponent: PAGE, tabComponent: TAB, title: tabKey(tab), params: { ...tab } }
    }
    return { type: 'leaf', size: share, data: { id: groupName(n), views: tabs.map((tab) => panelName(tab, n)), activeView: panelName(tabs[current]!, n) } }
  }
  /** In dockview each level turns by a quarter, so a row within a row stands in a column of one. */
  function node(part: PartLayout, share: number, inner: Size, isRow: boolean): Node {
    if (!isSplit(part)) return leaf(part, share)
    if ((part.split === 'row') !== isRow) return { type: 'branch', size: share, data: [node(part, isRow ? inner.width : inner.height, inner, !isRow)] }
    const whole = part.of.reduce((sum, { share: one }) => sum + one, 0)
    return {
      type: 'branch', size: share,
      data: part.of.map(({ share: one, part: under }) => {
        const length = ((isRow ? inner.width : inner.height) * one) / whole
        return node(under, length, isRow ? { ...inner, width: length } : { ...inner, height: length }, !isRow)
      }),
    }
  }

  const isRow = !isSplit(root) || root.split === 'row'
  const wrapped: PartLayout = isSplit(root) ? root : { split: 'row', of: [{ share: 1, part: root }] }
  return {
    grid: {
      root: node(wrapped, isRow ? size.height : size.width, size, isRow), ...size,
      orientation: isRow ? Orientation.HORIZONTAL : Orientation.VERTICAL,
    },
    panels, activeGroup: groupName(active),
  }
}

/** Where the active group stands among `groups`, and all of it as it can be kept. */
export function fromDock(dock: SerializedDockview): { readonly root: PartLayout | null; readonly active: number } {
  const order: string[] = []
  const tabOf = (name: string): Tab => dock.panels[name]!.params as unknown as Tab

  function part(node: Node, isRow: boolean): PartLayout | null {
    if (!Array.isArray(node.data)) {
      const { id, views, activeView } = node.data
      if (views.length === 0) return null
      order.push(id)
      return { tabs: views.map((view) => ({ kind: tabOf(view).kind, id: tabOf(view).id, preview: tabOf(view).preview })), current: Math.max(0, views.indexOf(activeView ?? '')) }
    }
    const of = node.data.flatMap((inner) => {
      const under = part(inner, !isRow)
      return under === null ? [] : [{ share: Math.max(1, Math.round(inner.size ?? 1)), part: under }]
    })
    return of.length === 0 ? null : of.length === 1 ? of[0]!.part : { split: isRow ? 'row' : 'column', of }
  }

  const root = part(dock.grid.root, dock.grid.orientation === Orientation.HORIZONTAL)
  return { root, active: Math.max(0, order.indexOf(dock.activeGroup ?? '')) }
}
