// Where the palette and quick open find things. A source answers at once or later; what comes later than the next letter is
// thrown away. Nothing found here signs: what would, opens the words first.
import type { Component } from 'vue'
import type { IconName } from '../../ui/icons.ts'
import type { Say } from './feature.ts'

/** In this order on the screen. */
export const SOURCE_GROUPS = ['goTo', 'do', 'people', 'words'] as const
export type SourceGroup = (typeof SOURCE_GROUPS)[number]

/** What a feature draws itself. */
export interface Drawn { readonly is: Component; readonly props: Readonly<Record<string, unknown>> }

export interface Asked {
  /** As typed, without the sign it began with; empty when the palette has just opened. */
  readonly text: string
  readonly say: Say
}

export interface Entry {
  /** Unique among all sources and stable, so that what was chosen lately stands first: `record:ID`. */
  readonly key: string
  readonly words: string
  /** Matched too, but not shown: names of the people in it. */
  readonly also?: string
  readonly note?: string
  /** In its place, where the feature draws it itself: only what is shown is made. */
  readonly line?: Drawn
  /** To the right: when, what waits. */
  readonly aside?: string
  /** In its place: what is waited for from whoever looks, in words. */
  readonly waits?: string | null
  /** Of `note`, what matched, as pairs of start and end. Of `words` the palette finds it itself. */
  readonly found?: readonly (readonly [number, number])[]
  readonly icon?: IconName
  readonly mark?: Drawn
  /** As in Command: "Ctrl+N". */
  readonly keys?: string
  /** Why it can't be done now, in words; it stays and says so. */
  readonly closed?: string | null
  /** Leads to a signature, so it never comes first. */
  readonly signs?: boolean
  /** `beside`: Ctrl+Enter. */
  readonly run: (how: { readonly beside: boolean }) => void
}

export interface Source {
  readonly id: string
  readonly group: SourceGroup
  /** Typed first, only this source is asked: "@", ">". */
  readonly sign?: string
  /** How many at most while several groups are shown. Default 6. */
  readonly most?: number
  /**
   * Asked again with each letter, and has sorted and matched itself (search by the host, "Write about ..."). Without it the
   * source is asked once, for everything it has, and again where a store it read changes; the palette matches.
   */
  readonly matched?: boolean
  readonly find: (asked: Asked) => readonly Entry[] | Promise<readonly Entry[]>
}
