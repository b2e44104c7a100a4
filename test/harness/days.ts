// Days that lie ahead or behind whenever a test runs, and how a page of ours says them.

/** YYYY-MM-DD, so many days from today, in this machine's own zone as the page has it. */
export function dayFromNow(days: number): string {
  const at = new Date()
  const date = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate() + days))
  return date.toISOString().slice(0, 10)
}

/** "Mon 1 Mar", with the year where it is another one. */
export function dayWords(date: string, region = 'en-GB'): string {
  const year = Number(date.slice(0, 4)) === new Date().getFullYear() ? {} : { year: 'numeric' as const }
  return new Intl.DateTimeFormat(region, { weekday: 'short', day: 'numeric', month: 'short', ...year, timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`)).replace(',', '')
}
