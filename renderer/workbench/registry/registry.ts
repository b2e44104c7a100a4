// What the features brought. Filled once, before the page is mounted, and never changed after.
import type { Command } from '../commands.ts'
import type { Feature, PageKind, PanelKind, PartKind, RecordPart, SettingsKind } from './feature.ts'
import type { Source } from './sources.ts'

const features: Feature[] = []
const pages = new Map<string, PageKind>()
const records = new Map<string, RecordPart>()

/** Throws where two pages have one kind, or two parts one concept: that is a mistake in the code. */
export function enrol(brought: readonly Feature[]): void {
  for (const feature of brought) {
    features.push(feature)
    for (const page of feature.pages ?? []) {
      if (pages.has(page.kind)) throw new Error(`two pages of the kind ${page.kind}`)
      pages.set(page.kind, page)
    }
    for (const part of feature.records ?? []) {
      if (records.has(part.concept)) throw new Error(`two ways to show the records of ${part.concept}`)
      records.set(part.concept, part)
    }
  }
}

const sorted = <T extends { readonly order: number }>(of: (feature: Feature) => readonly T[] | undefined): readonly T[] =>
  features.flatMap((feature) => of(feature) ?? []).sort((a, b) => a.order - b.order)

export const pageOf = (kind: string): PageKind | null => pages.get(kind) ?? null
/** Null for a concept that no feature shows: its records are read as paper. */
export const recordPartOf = (concept: string): RecordPart | null => records.get(concept) ?? null
export const allParts = (): readonly PartKind[] => sorted((feature) => feature.parts)
export const allPanels = (): readonly PanelKind[] => sorted((feature) => feature.panels)
export const allSettings = (): readonly SettingsKind[] => sorted((feature) => feature.settings)
export const allCommands = (): readonly Command[] => features.flatMap((feature) => feature.commands?.() ?? [])
export const allSources = (): readonly Source[] => features.flatMap((feature) => feature.sources?.() ?? [])
