// The desktop's menu and the palette have one registry: what stands in the menu is the page's commands, which run in the page.
import type { MenuItemConstructorOptions } from 'electron'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { acceleratorOf, menuTemplate } from '../../../electron/main/menu.ts'
import en from '../../../renderer/locales/en/index.ts'
import type { Command } from '../../../renderer/workbench/commands.ts'
import { chosenCommand, pageMenu } from '../../../renderer/workbench/menu/desktop-menu.ts'
import type { Feature } from '../../../renderer/workbench/registry/feature.ts'
import { readPageMenu } from '../../../shared/protocol/page-menu.ts'

/** By a name that the compiler of the tests does not follow: it knows no components. */
const REGISTER: string = '../../../renderer/features/commitment/register.ts'

const said = (key: string): string => {
  const found = key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], en)
  if (typeof found !== 'string') throw new Error(`no words for ${key}`)
  return found
}
const view: Command = { id: 'side.toggle', title: 'cmd.side', menu: 'view', keys: ['Ctrl+B'], closed: () => 'frame.nothingOpen', run: () => {} }
const keysOf = (commands: readonly Command[]) => (id: string) => commands.find((command) => command.id === id)?.keys?.[0] ?? null

function templateOf(commands: readonly Command[], platform: NodeJS.Platform = 'linux') {
  const ran: string[] = []
  const page = readPageMenu(structuredClone(pageMenu(commands, said, keysOf(commands))))
  const template = menuTemplate({ platform, packaged: true, page, run: (id) => ran.push(id) })
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  return { template, ran, item: (id: string): MenuItemConstructorOptions | undefined => items.find((one) => one.id === id) }
}
const press = (item: MenuItemConstructorOptions | undefined): void => (item!.click as () => void)()

describe('the menu of the desktop', () => {
  it('has the commands that the palette has, in the words of the page, and asks the page to run them', async () => {
    setActivePinia(createPinia())
    const { commitment } = await import(REGISTER) as { commitment: Feature }
    const unlisted: Command = { id: 'tab.next', title: 'cmd.nextTab', run: () => {} }
    const commands = [...commitment.commands!(), view, unlisted]
    const { template, item, ran } = templateOf(commands)
    for (const command of commands.filter(({ menu }) => menu)) expect(item(command.id)?.label, command.id).toBe(said(command.title))
    expect(item('letter.new')).toMatchObject({ label: 'New letter', accelerator: 'Alt+Shift+N', registerAccelerator: false, enabled: true })
    expect(item('tab.next')).toBeUndefined()
    press(item('letter.new'))
    expect(ran).toEqual(['letter.new'])
    expect(template.map(({ label, role }) => label ?? role)).toEqual(['Begin', 'editMenu', 'Go to', 'View', 'windowMenu'])
    expect((template[0]!.submenu as MenuItemConstructorOptions[]).at(-1)).toEqual({ role: 'quit' })
  })

  it('keeps a closed command in its place and says why', () => {
    expect(templateOf([view]).item('side.toggle')).toMatchObject({ enabled: false, toolTip: 'Nothing is open.', accelerator: 'CommandOrControl+B' })
  })

  it('has what every application has, also before there is a page', () => {
    const linux = menuTemplate({ platform: 'linux', packaged: false, page: null, run: () => {} })
    expect(linux.map(({ label, role }) => label ?? role)).toEqual(['File', 'editMenu', 'View', 'windowMenu'])
    const mac = menuTemplate({ platform: 'darwin', packaged: true, page: null, run: () => {} })
    expect(mac[0]).toEqual({ role: 'appMenu' })
    expect(mac[1]!.submenu).toEqual([{ role: 'close' }])
  })

  it('writes keys as Electron does, and leaves out those it can’t write', () => {
    expect(['Ctrl+Shift+P', 'Alt+ArrowLeft', 'Ctrl++', 'Ctrl+\\', 'Ctrl+Alt+ArrowUp', 'F1', 'Ctrl+,'].map(acceleratorOf))
      .toEqual(['CommandOrControl+Shift+P', 'Alt+Left', 'CommandOrControl+Plus', 'CommandOrControl+\\', 'CommandOrControl+Alt+Up', 'F1', 'CommandOrControl+,'])
    expect(['', 'Hyper+A', 'Ctrl+MediaPlayPause', 'Ctrl+Ä', '+'].map(acceleratorOf)).toEqual([null, null, null, null, 'Plus'])
  })

  it('takes no menu from a page that is none, and runs nothing that has no name', () => {
    const group = { id: 'begin', words: 'Begin', items: [{ id: 'a', words: 'A', keys: null, closed: null }] }
    expect(readPageMenu([group])).toEqual([group])
    for (const wrong of [null, {}, [null], [{ ...group, items: null }], [{ ...group, words: '' }], [{ ...group, items: [{ ...group.items[0], id: 'a b' }] }],
      [{ ...group, items: Array(61).fill(group.items[0]) }], Array(11).fill(group), [{ ...group, words: 'x'.repeat(301) }]]) expect(readPageMenu(wrong)).toBeNull()
    expect(chosenCommand({ parley: 'command', command: 'letter.new' })).toBe('letter.new')
    for (const other of [null, 'letter.new', { parley: 'command' }, { parley: 'link', command: 'letter.new' }, { parley: 'command', command: 'a b' }]) expect(chosenCommand(other)).toBeNull()
  })

  it('shows an ampersand as one', () => {
    const named = menuTemplate({ platform: 'linux', packaged: true, page: [{ id: 'begin', words: 'Steam & Energy', items: [] }], run: () => {} })
    expect(named[0]!.label).toBe('Steam && Energy')
  })
})
