// Holds for every page there ever is, the moment it comes to be.
import { app, shell } from 'electron'
import { mayNavigate, outside } from './policy/navigation.ts'
import { pageAt } from './policy/origins.ts'

export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    // A window's first load comes from here and asks nobody; afterwards a page may only load itself again.
    contents.on('will-frame-navigate', (details) => {
      const page = pageAt(contents.getURL())
      if (!page || !mayNavigate(page, details.url, details.isMainFrame)) details.preventDefault()
    })
    contents.on('will-redirect', (details) => details.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      const address = pageAt(contents.getURL()) === 'workbench' ? outside(url) : null
      if (address !== null) void shell.openExternal(address)
      return { action: 'deny' }
    })
  })
}
