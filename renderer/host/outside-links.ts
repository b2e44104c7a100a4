// Links that were opened outside Parley, in a mail or a chat. The desktop's preload script hands them in; they are only
// ever shown, as one that was pasted would be.

/** Calls `show` with each link's text. Anything else that is posted to the page is passed over. */
export function hearOutsideLinks(show: (link: string) => void): void {
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source !== window || typeof data !== 'object' || data === null) return
    const { parley, link } = data as { readonly parley?: unknown; readonly link?: unknown }
    if (parley === 'link' && typeof link === 'string') show(link)
  })
}
