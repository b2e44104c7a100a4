// Messages are heard only from the main frame of the window they are expected of, while it shows its own page.
import { ipcMain, type BrowserWindow, type IpcMainEvent } from 'electron'
import { pageAt, type PageName } from './policy/origins.ts'

/** Calls `heard` for each such message of this window, until the window has closed. */
export function hear(channel: string, window: BrowserWindow, page: PageName, heard: (message: unknown) => void): void {
  const listener = (event: IpcMainEvent, message: unknown): void => {
    if (window.isDestroyed() || event.sender !== window.webContents) return
    const { senderFrame } = event
    if (!senderFrame || senderFrame !== window.webContents.mainFrame || pageAt(senderFrame.url) !== page) return
    heard(message)
  }
  ipcMain.on(channel, listener)
  window.once('closed', () => ipcMain.off(channel, listener))
}
