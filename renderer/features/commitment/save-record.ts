/** Hands a countersigned record to the browser to keep as a file. */
export function saveRecord(exported: { readonly name: string; readonly record: string }): void {
  const url = URL.createObjectURL(new Blob([exported.record], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = exported.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
