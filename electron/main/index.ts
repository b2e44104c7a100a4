// Electron's main process: thin. It starts the host, opens windows and keeps pages where they belong; it knows nothing
// of what Parley is about. Everything that decides anything lies in ./policy, free of Electron, and is tested there.
import { app } from 'electron'
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataPlace } from './data-place.ts'
import { Desktop } from './desktop.ts'
import { deepLink, deepLinkIn } from './policy/deep-link.ts'
import { claimScheme } from './pages.ts'

const data = dataPlace(process.argv.slice(1), { env: process.env, platform: process.platform, home: homedir() })
const profile = join(data, 'desktop')
mkdirSync(profile, { recursive: true, mode: 0o700 })
// The lock below goes by this folder, so there is one window a data folder.
app.setPath('userData', profile)
app.enableSandbox()
// Members find each other by their addresses on the local network; the signalling that carries them is encrypted.
app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns')
claimScheme()

if (app.requestSingleInstanceLock()) {
  const desktop = new Desktop(data, profile)
  desktop.show(deepLinkIn(process.argv.slice(1)))
  app.on('second-instance', (_event, args) => desktop.show(deepLinkIn(args.slice(1))))
  app.on('open-url', (event, address) => {
    event.preventDefault()
    desktop.show(deepLink(address))
  })
  app.on('activate', () => desktop.show(null))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('will-quit', (event) => {
    if (desktop.closed) return
    event.preventDefault()
    void desktop.dispose().finally(() => app.quit())
  })
  void app.whenReady().then(() => desktop.open())
} else {
  app.quit()
}
