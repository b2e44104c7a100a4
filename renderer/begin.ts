// Loaded before the page and apart from it. A browser that sees its network change, as when Wi-Fi comes up, drops what it
// is just loading, even from this very machine; then the page would stay empty. It is loaded again as long as nothing of
// it has begun: what a person sees or types is never touched.
{
  const TRIES = 5
  const KEPT = 'parley.begin'
  let soon = false
  const begun = (): boolean => (document.getElementById('page')?.childElementCount ?? 0) > 0

  window.addEventListener('error', ({ target }) => {
    if (soon || begun() || !(target instanceof HTMLScriptElement || target instanceof HTMLLinkElement)) return
    const tried = Number(sessionStorage.getItem(KEPT) ?? 0)
    if (tried >= TRIES) return
    sessionStorage.setItem(KEPT, String(tried + 1))
    soon = true
    setTimeout(() => location.reload(), 300 * 2 ** tried)
  }, true)

  window.addEventListener('load', () => { if (begun()) sessionStorage.removeItem(KEPT) })
}
