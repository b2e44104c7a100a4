import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../electron/cli/data-folder.ts'
import { LINK_PAGE_ORIGIN } from '../../../electron/link/rendezvous/door.ts'
import { dataPlace } from '../../../electron/main/data-place.ts'
import { headersOf, LINK_PAGE, policyOf } from '../../../electron/main/policy/content.ts'
import { deepLink, deepLinkIn } from '../../../electron/main/policy/deep-link.ts'
import { mayNavigate, outside } from '../../../electron/main/policy/navigation.ts'
import { addressOf, pageAt } from '../../../electron/main/policy/origins.ts'
import { pageFile } from '../../../electron/main/policy/page-files.ts'
import { mayHave } from '../../../electron/main/policy/permissions.ts'
import { restartPause } from '../../../electron/main/policy/restart.ts'
import { parsePlace, placeWithin } from '../../../electron/main/policy/window-place.ts'

const FOREIGN = [
  'https://example.org/', 'file:///etc/passwd', 'http://127.0.0.1:4000/', 'parley-app://other/', 'parley-app://workbench.example.org/',
  'parley-app://someone@workbench/', 'parley-app:workbench', 'javascript:alert(1)', 'about:blank', 'data:text/html,hello', '', 'not an address',
]

describe('pages and where they may go', () => {
  it('knows its own two pages and nothing else', () => {
    expect(pageAt(addressOf('workbench'))).toBe('workbench')
    expect(pageAt('parley-app://link/link.js')).toBe('link')
    for (const address of FOREIGN) expect(pageAt(address), address).toBeNull()
  })

  it('is known to the rendezvous, which lets the hidden page in and no other', () => {
    expect(addressOf('link')).toBe(`${LINK_PAGE_ORIGIN}/`)
  })

  it('lets a page load itself again and nothing else', () => {
    expect(mayNavigate('workbench', 'parley-app://workbench/', true)).toBe(true)
    expect(mayNavigate('workbench', 'parley-app://workbench/', false)).toBe(false)
    expect(mayNavigate('workbench', 'parley-app://link/', true)).toBe(false)
    expect(mayNavigate('link', 'parley-app://workbench/', true)).toBe(false)
    for (const address of FOREIGN) expect(mayNavigate('workbench', address, true), address).toBe(false)
  })

  it('hands only https and mailto to the system', () => {
    expect(outside('https://example.org/a?b#c')).toBe('https://example.org/a?b#c')
    expect(outside('mailto:ada@example.org')).toBe('mailto:ada@example.org')
    const refused = [
      'http://example.org/', 'file:///bin/sh', 'smb://host/share', 'ms-msdt:/id', 'javascript:alert(1)', 'parley://join/#x',
      'https://example.org@evil.example/', `https://example.org/${'a'.repeat(3000)}`, 'C:\\Windows\\calc.exe', '/bin/sh',
    ]
    for (const address of refused) expect(outside(address), address).toBeNull()
  })
})

describe('what the pages are served under', () => {
  it('allows no inline or foreign script, style or frame', () => {
    for (const page of ['workbench', 'link'] as const) {
      const policy = policyOf(page)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).toContain("base-uri 'none'")
      expect(policy).not.toMatch(/unsafe|\*:|https?:/)
      expect(headersOf(page)['x-content-type-options']).toBe('nosniff')
    }
  })

  it('lets the workbench connect nowhere and the link to loopback only', () => {
    expect(policyOf('workbench')).toContain("connect-src 'self'")
    expect(policyOf('link').match(/connect-src ([^;]*)/)?.[1]).toBe('ws://127.0.0.1:*')
  })

  it('writes the hidden page without inline script', () => {
    expect(LINK_PAGE).not.toMatch(/<script(?![^>]*src=)|<style|on\w+=/)
  })

  it('serves files of known types from inside its folder', () => {
    expect(pageFile('parley-app://workbench/')).toEqual({ page: 'workbench', path: 'index.html', type: 'text/html; charset=utf-8' })
    expect(pageFile('parley-app://workbench/assets/index-abc.js?x#y')?.path).toBe('assets/index-abc.js')
    expect(pageFile('parley-app://link/')).toEqual({ page: 'link', path: null, type: 'text/html; charset=utf-8' })
    expect(pageFile('parley-app://link/link.js')?.path).toBe('link.js')
  })

  it('serves nothing else', () => {
    const refused = [
      'parley-app://workbench/../main/index.js/..', 'parley-app://workbench/%2e%2e%2fmain/index.js', 'parley-app://workbench/..%5cmain%5cindex.js',
      'parley-app://workbench/.hidden.js', 'parley-app://workbench/a%00.js', 'parley-app://workbench/readme', 'parley-app://workbench/x.exe',
      'parley-app://workbench/%zz.js', 'parley-app://workbench/C:/x.js', 'parley-app://link/index.html', 'parley-app://link/assets/a.css', 'file:///x.js',
    ]
    for (const address of refused) expect(pageFile(address), address).toBeNull()
    // Steps upwards are taken out by the address itself, so what is left lies inside.
    expect(pageFile('parley-app://workbench/../../main/index.js')?.path).toBe('main/index.js')
  })
})

describe('permissions', () => {
  it('refuses everything by default', () => {
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'openExternal', 'hid', 'usb', 'fileSystem', 'unknown', 'new-in-the-next-release']) {
      for (const page of ['workbench', 'link'] as const) expect(mayHave(permission, addressOf(page), true), permission).toBe(false)
    }
  })

  it('grants what each page needs, to its main frame only', () => {
    expect(mayHave('clipboard-sanitized-write', 'parley-app://workbench', true)).toBe(true)
    expect(mayHave('clipboard-sanitized-write', 'parley-app://workbench', false)).toBe(false)
    expect(mayHave('clipboard-sanitized-write', 'parley-app://link', true)).toBe(false)
    expect(mayHave('notifications', 'parley-app://workbench', true)).toBe(true)
    expect(mayHave('notifications', 'parley-app://link', true)).toBe(false)
    expect(mayHave('loopback-network', 'parley-app://link', true)).toBe(true)
    expect(mayHave('loopback-network', 'parley-app://workbench', true)).toBe(false)
    for (const origin of FOREIGN) expect(mayHave('clipboard-sanitized-write', origin, true), origin).toBe(false)
  })
})

describe('links from outside', () => {
  it('takes an invite as it is', () => {
    expect(deepLink('parley://join/#abc_-')).toBe('parley://join/#abc_-')
  })

  it('takes nothing else', () => {
    const refused = [
      '', 'parley://', 'parley://open/x', 'parley:join', 'PARLEY://join/#a', 'https://join/#a', ' parley://join/#a', 'parley://join/# a',
      'parley://join/#a\n--inspect', `parley://join/#${'a'.repeat(20_000)}`, 'parley://join@evil/#a',
    ]
    for (const text of refused) expect(deepLink(text), text).toBeNull()
  })

  it('finds it among the arguments a program was started with', () => {
    expect(deepLinkIn(['.', '--data', '/x', 'parley://join/#abc'])).toBe('parley://join/#abc')
    expect(deepLinkIn(['.', '--open=parley://join/#abc'])).toBeNull()
  })
})

describe('the window', () => {
  const display = { x: 0, y: 0, width: 1920, height: 1040 }

  it('opens where it was', () => {
    const kept = { x: 100, y: 50, width: 1000, height: 700, maximized: true }
    expect(placeWithin(parsePlace(JSON.stringify(kept)), [display])).toEqual(kept)
  })

  it('comes back from a display that is gone', () => {
    const place = placeWithin({ x: 5000, y: 50, width: 1000, height: 700, maximized: false }, [display])
    expect(place).toEqual({ x: 460, y: 170, width: 1000, height: 700, maximized: false })
  })

  it('is never larger than its display, nor smaller than it can be used', () => {
    expect(placeWithin({ x: 0, y: 0, width: 9000, height: 9000, maximized: false }, [display])).toMatchObject({ width: 1920, height: 1040 })
    expect(placeWithin({ x: 0, y: 0, width: 10, height: 10, maximized: false }, [display])).toMatchObject({ width: 720, height: 480 })
    expect(placeWithin(null, [])).toMatchObject({ width: 1280, height: 820 })
  })

  it('passes over a kept place that is none', () => {
    for (const text of ['', '{}', 'null', '[]', '{"x":"1","y":0,"width":1,"height":1,"maximized":false}', '{"x":1e400,"y":0,"width":1,"height":1,"maximized":false}']) {
      expect(parsePlace(text), text).toBeNull()
    }
  })
})

describe('the host process', () => {
  it('is started again after ever longer pauses, and not for ever', () => {
    const ends: number[] = []
    const pauses = Array.from({ length: 6 }, (_, at) => {
      ends.push(at * 100)
      return restartPause(ends, at * 100)
    })
    expect(pauses).toEqual([250, 500, 1000, 2000, 4000, null])
    expect(restartPause(ends, 120_000)).not.toBeNull()
  })
})

describe('the data folder', () => {
  const machines = (['linux', 'darwin', 'win32'] as const).flatMap((platform) =>
    [{}, { PARLEY_DATA: '/data' }, { XDG_DATA_HOME: '/xdg' }, { XDG_DATA_HOME: 'relative' }, { APPDATA: '/app' }].map((env) => ({ platform, env, home: '/home/ada' })))

  it("is the command line's own, on every platform", () => {
    for (const machine of machines) {
      expect(dataPlace([], machine)).toBe(dataFolder(undefined, machine))
      expect(dataPlace(['--data', '/x'], machine)).toBe(dataFolder('/x', machine))
      expect(dataPlace(['--data=/x', 'parley://join/#a'], machine)).toBe(dataFolder('/x', machine))
    }
  })
})
