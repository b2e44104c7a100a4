// What stands in the menu, of the title bar as of the desktop: commands of the one registry, by their place.
import { MENUS, type Command } from '../commands.ts'

export interface MenuGroup {
  readonly id: (typeof MENUS)[number]
  /** Key of its name in the locale. */
  readonly title: string
  readonly items: readonly Command[]
}

const TITLES: Readonly<Record<(typeof MENUS)[number], string>> = { begin: 'menu.begin', go: 'menu.go', view: 'menu.view', workspace: 'menu.workspace' }

export const menuGroups = (commands: readonly Command[]): readonly MenuGroup[] =>
  MENUS.map((id) => ({ id, title: TITLES[id], items: commands.filter((command) => command.menu === id) })).filter(({ items }) => items.length > 0)
