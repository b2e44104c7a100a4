// The application itself: identity, workspaces, people, status, page state.
import type { PersonId } from '#shared/base/ids.ts'
import { fail, orThrow } from '#shared/base/result.ts'
import { utf8 } from '#shared/base/bytes.ts'
import { textHash } from '#shared/domain/record/id.ts'
import type { AppResults } from '#shared/protocol/methods/app.ts'
import type { Handlers } from '../contract/handlers.ts'
import type { Core } from '../core.ts'
import { examine } from '../doctor.ts'
import { real } from '../sample/guard.ts'
import { Vault } from '../vault/vault.ts'
import { foundingCharter } from '../workspace/founding-charter.ts'
import type { Served } from './index.ts'

export const appHandlers = (core: Core, served: Served): Pick<Handlers, keyof AppResults> => ({
  'app.overview': () => core.overview(),
  'app.theme': ({ theme }) => {
    core.settings.update((data) => { data.theme = theme })
    core.shown.overview()
    return null
  },
  'app.doctor': () => examine(core),
  'app.url': () => ({ url: served.newUrl() }),
  'app.keep': ({ key, value }) => {
    core.settings.keep(key, value)
    return null
  },
  'app.kept': ({ key }) => ({ value: Object.hasOwn(core.settings.data.kept, key) ? core.settings.data.kept[key]! : null }),
  'identity.create': async ({ name, device, passphrase, keepWords }) => {
    if (core.vault) orThrow(fail('identity.exists', `This folder already belongs to ${core.vault.name}. Nothing was changed.`, 'Use another data folder for another person.'))
    const { vault, words } = await Vault.create(core.options.data, { name, device: device ?? `${name.slice(0, 180).toWellFormed()}'s device`, passphrase, keepWords }, core.options.keyring)
    core.vault = vault
    core.expectWorkspace()
    core.shown.overview()
    return { words }
  },
  'identity.words': () => ({ words: core.identity().words }),
  'identity.written': () => {
    core.identity().wordsWritten()
    core.shown.overview()
    return null
  },
  'identity.unlock': ({ passphrase }) => {
    const vault = core.vault ?? orThrow(fail<Vault>('identity.none', 'There is no identity on this device yet.', 'Say your name first.'))
    if (!vault.locked) return null
    vault.unlock(passphrase)
    core.openAll()
    return null
  },
  'workspace.create': async ({ name, ...asked }) => (await core.beginnings.found(name, foundingCharter(asked, core.today()))).summary(),
  'workspace.list': () => [...core.workspaces.values()].map((workspace) => workspace.summary()),
  'workspace.leave': async ({ workspace: id, text }) => {
    const workspace = real(core.workspace(id), 'leave')
    if (!workspace.people.isMember(workspace.me as PersonId)) orThrow(fail('workspace.left', 'You have left this workspace already.', 'What you signed stays readable here.'))
    const words = text ? utf8(text) : null
    await workspace.voice.give({
      circle: 'workspace', type: 'membership.leave', subject: '', body: words ? { text: textHash(words) } : {}, ...(words && { texts: [words] }),
    })
    core.shown.overview()
    return null
  },
  'people.list': ({ workspace: id }) => {
    const workspace = core.workspace(id)
    return workspace.people.views(workspace)
  },
})
