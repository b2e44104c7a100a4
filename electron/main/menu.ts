// The menu of the desktop: what every application has, and the commands of the page that is in front, which runs them.
import type { MenuItemConstructorOptions } from 'electron'
import type { PageMenuGroup, PageMenuItem } from '#shared/protocol/page-menu.ts'

export interface MenuFor {
  readonly platform: NodeJS.Platform
  readonly packaged: boolean
  /** Null until a page has said what it can do. */
  readonly page: readonly PageMenuGroup[] | null
  /** Has the page in front run a command. */
  readonly run: (command: string) => void
}

/** Words that Electron brings none of, until the page brings its own. */
const UNTIL_THEN: readonly PageMenuGroup[] = [{ id: 'begin', words: 'File', items: [] }, { id: 'view', words: 'View', items: [] }]

export function menuTemplate({ platform, packaged, page, run }: MenuFor): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const window: MenuItemConstructorOptions[] = [
    { role: 'reload' }, { role: 'togglefullscreen' }, ...(packaged ? [] : [{ role: 'toggleDevTools' as const }]),
  ]
  const beside: Readonly<Record<string, MenuItemConstructorOptions[]>> = { begin: [{ role: mac ? 'close' : 'quit' }], view: window }
  const groups = (page ?? UNTIL_THEN).map(({ id, words, items }): MenuItemConstructorOptions => ({
    id, label: shown(words), submenu: parted(items.map((item) => commandItem(item, run)), beside[id] ?? []),
  }))
  const [first, ...others] = groups
  return [...(mac ? [{ role: 'appMenu' as const }] : []), ...(first ? [first] : []), { role: 'editMenu' }, ...others, { role: 'windowMenu' }]
}

const parted = (above: MenuItemConstructorOptions[], below: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  above.length > 0 && below.length > 0 ? [...above, { type: 'separator' }, ...below] : [...above, ...below]

function commandItem({ id, words, keys, closed }: PageMenuItem, run: (command: string) => void): MenuItemConstructorOptions {
  const accelerator = keys === null ? null : acceleratorOf(keys)
  return {
    id, label: shown(words), enabled: closed === null, click: () => run(id),
    ...(closed === null ? {} : { toolTip: closed }),
    // Shown only: the page listens to its keys itself, and knows which of them a field in it wants.
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  }
}

/** A lone ampersand would underline the letter after it. */
const shown = (words: string): string => words.replaceAll('&', '&&')

const NAMED: Readonly<Record<string, string>> = { Ctrl: 'CommandOrControl', ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', Escape: 'Esc' }
const KNOWN = /^(?:[A-Z0-9]|F\d{1,2}|Left|Right|Up|Down|Esc|Space|Tab|Enter|Backspace|Delete|Home|End|PageUp|PageDown|Plus|[-=[\]\\;',./`?])$/

/** A key as Electron writes it; null where it has no way to. */
export function acceleratorOf(keys: string): string | null {
  const parts = (keys.endsWith('+') ? [...keys.slice(0, -1).split('+').filter((part) => part !== ''), 'Plus'] : keys.split('+')).map((part) => NAMED[part] ?? part)
  const modifiers = parts.slice(0, -1)
  const sound = modifiers.every((part) => part === 'CommandOrControl' || part === 'Alt' || part === 'Shift') && KNOWN.test(parts.at(-1) ?? '')
  return sound ? parts.join('+') : null
}
