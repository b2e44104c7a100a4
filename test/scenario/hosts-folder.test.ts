// The folder in which a host keeps everything: who may open it, and what it survives in there.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeOf, Someone } from '../harness/hosts.ts'
import { adaAndBen, clock, folder, opened } from '../harness/stage.ts'

describe('a data folder', () => {
  it('is open in one host at a time', async () => {
    const { ada } = await adaAndBen()
    expect(await codeOf(new Someone('Ada', folder.path, {}).open())).toBe('data.in-use')
    await ada.close()
    const second = opened(await new Someone('Ada', folder.path, {}).open())
    expect((await second.call('workspace.list', {})).length).toBe(1)
  })

  it('with settings that can not be read sets them aside, every time, and hides nothing that was signed', async () => {
    const { ada, ben } = await adaAndBen()
    await ada.call('app.theme', { theme: 'dark' })
    const { id } = await ada.in('records.promise', { title: 'Oats', receives: [await ben.me()] })
    const path = join(ada.data, 'settings.json')
    for (const [n, garbled] of ['{"v":1,"theme"', '[]', '{"v":7}'].entries()) {
      await ada.close()
      writeFileSync(path, garbled)
      await ada.open()
      expect((await ada.call('app.overview', {})).theme).toBe('system')
      expect((await ada.in('records.show', { id })).title).toBe('Oats')
      expect(readdirSync(ada.data).filter((name) => name.includes('unreadable')).length).toBe(n + 1)
    }
    expect(readFileSync(`${path}.unreadable`, 'utf8')).toBe('{"v":1,"theme"')
  })

  it('with settings partly wrong keeps the rest', async () => {
    const { ada } = await adaAndBen()
    await ada.call('app.keep', { key: 'tabs', value: '[1]' })
    await ada.call('app.keep', { key: '__proto__', value: '"x"' })
    await ada.close()
    const path = join(ada.data, 'settings.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')) as object, theme: 'purple', held: 7, joins: [{ id: 1 }] }))
    await ada.open()
    expect(await ada.call('app.kept', { key: 'tabs' })).toEqual({ value: '[1]' })
    for (const key of ['constructor', 'toString', 'never kept']) expect(await ada.call('app.kept', { key })).toEqual({ value: null })
    expect((await ada.call('app.overview', {})).workspaces.length).toBe(1)
    expect(existsSync(`${path}.unreadable`)).toBe(false)
  })

  it('keeps what is typed under names as long as those of a reply, and nothing of what was sent', async () => {
    const ada = opened(await new Someone('Ada', folder.path, { clock }).open())
    const long = `typed:${'a'.repeat(64)}:say:${'b'.repeat(64)}:${'c'.repeat(64)}`
    await ada.call('app.keep', { key: long, value: 'x' })
    expect(await ada.call('app.kept', { key: long })).toEqual({ value: 'x' })
    await ada.call('app.keep', { key: long, value: '' })
    expect(await ada.call('app.kept', { key: long })).toEqual({ value: null })
  })

  it('hands out recovery words over a restart until they are written down, and then never again', async () => {
    const ada = opened(await new Someone('Ada', folder.path, { clock }).open())
    const { words } = await ada.call('identity.create', { name: 'Ada', keepWords: true })
    await ada.close()
    await ada.open()
    expect(await ada.call('app.overview', {})).toMatchObject({ wordsWait: true })
    expect(await ada.call('identity.words', {})).toEqual({ words })
    await ada.call('identity.written', {})
    expect(await ada.call('app.overview', {})).not.toHaveProperty('wordsWait')
    await ada.close()
    await ada.open()
    expect(await ada.call('identity.words', {})).toEqual({ words: null })
    expect(readFileSync(join(ada.data, 'vault.json'), 'utf8')).not.toContain('words')
  })

  it('with a key file or a ledger that can not be read says which, and changes nothing', async () => {
    const { ada } = await adaAndBen()
    await ada.close()
    const ledger = join(ada.data, 'workspaces', readdirSync(join(ada.data, 'workspaces'))[0]!, 'ledger.sqlite')
    for (const [path, code] of [[join(ada.data, 'vault.json'), 'vault.unreadable'], [ledger, 'data.unreadable']] as const) {
      const sound = readFileSync(path)
      writeFileSync(path, 'not what it was'.repeat(100))
      expect(await codeOf(ada.open())).toBe(code)
      expect(readFileSync(path, 'utf8')).toBe('not what it was'.repeat(100))
      writeFileSync(path, sound)
    }
    await ada.open()
    expect((await ada.call('workspace.list', {})).length).toBe(1)
  })

  it('behind a passphrase shows its owner and nothing else until it is given', async () => {
    const ada = opened(await new Someone('Ada', folder.path, { clock }).open())
    await ada.call('identity.create', { name: 'Ada', passphrase: 'the cows come home' })
    await ada.call('workspace.create', { name: 'Hollin Bank' })
    await ada.close()
    await ada.open()
    expect(await ada.call('app.overview', {})).toMatchObject({ locked: true, keyStorage: 'passphrase', workspaces: [] })
    expect(await codeOf(ada.call('workspace.create', { name: 'Another' }))).toBe('identity.locked')
    expect(await codeOf(ada.call('identity.unlock', { passphrase: 'the cows stay out' }))).toBe('vault.passphrase')
    await ada.call('identity.unlock', { passphrase: 'the cows come home' })
    expect((await ada.call('workspace.list', {})).map((one) => one.name)).toEqual(['Hollin Bank'])
  })

  it('belongs to one person, of any name that fits in a line', async () => {
    const ada = opened(await new Someone('Ada', folder.path, { clock }).open())
    expect(await codeOf(ada.call('workspace.create', { name: 'Too early' }))).toBe('identity.none')
    expect(await codeOf(ada.call('identity.create', { name: 'Ad\ud800' }))).toBe('call.params')
    await ada.call('identity.create', { name: '😀'.repeat(100) })
    expect(await codeOf(ada.call('identity.create', { name: 'Ben' }))).toBe('identity.exists')
    expect(await ada.call('workspace.create', { name: 'x'.repeat(200) })).toMatchObject({ members: 1, left: false })
  })
})
