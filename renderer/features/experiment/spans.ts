// Minutes as people say them: "3 h 09", "45 min".
export function spanSaid(minutes: number): { readonly key: string; readonly values: Readonly<Record<string, string | number>> } {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  if (hours === 0) return { key: 'trial.minutes', values: { n: rest } }
  return rest === 0 ? { key: 'trial.hours', values: { n: hours } } : { key: 'trial.hoursMinutes', values: { n: hours, rest: String(rest).padStart(2, '0') } }
}
