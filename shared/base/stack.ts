/** Name, code and frames of an exception, for a log, without its message: that may quote what people wrote, or a key. */
export function stackOf(doing: string, error: unknown): string {
  if (!(error instanceof Error)) return `${doing}: threw a ${typeof error}`
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = (error as { code?: unknown }).code
  const name = typeof code === 'string' ? `${error.name} ${code}` : error.name
  return [`${doing}: ${name}`, ...frames].join('\n')
}
