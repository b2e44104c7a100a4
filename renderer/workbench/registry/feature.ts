// What a feature brings to the frame, in its own `renderer/features/NAME/register.ts`; `renderer/features/index.ts` is the
// one list of them. The frame imports no feature: it asks the registry (registry.ts) what there is.
//
//   export const letters: Feature = {
//     pages: [{ kind: 'record', load: () => import('./RecordPage.vue'), head: (id, say) => ({ words: ... }) }],
//     parts: [{ id: 'commitments', order: 20, words: 'frame.commitments', command: 'cmd.commitments', icon: ..., fill: ..., load: ... }],
//     panels: [{ id: 'network', order: 20, words: 'frame.networkTab', command: 'cmd.timeline', icon: 'network', load: ... }],
//     settings: [{ id: 'quiet', order: 40, words: 'quiet.title', finds: ['quiet.hours'], load: () => import('./QuietHours.vue') }],
//     commands: () => [{ id: 'letter.new', title: 'cmd.newLetter', run: () => useTabs().open('letter') }],
//     sources: () => [{ id: 'records', group: 'goTo', find: (asked) => [...] }],
//   }
//
// Every `words`, `title` and `command` is a key of the locale. Components are loaded when they are first shown.
import type { Component } from 'vue'
import type { IconName } from '../../ui/icons.ts'
import type { Command } from '../commands.ts'
import type { Source } from './sources.ts'

export type LoadComponent = () => Promise<{ default: Component }>
/** Says a sentence of the locale: `say('list.untitled')`, `say('frame.needsYou', { n: 2 }, 2)`. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>, count?: number) => string

/** What stands on a tab. */
export interface PageHead {
  readonly words: string
  readonly icon?: IconName
  /** Drawn instead of the icon, 18 px. */
  readonly mark?: { readonly is: Component; readonly props: Readonly<Record<string, unknown>> }
  /** There are words not offered yet: a dot, and said. */
  readonly unoffered?: boolean
}

/** A kind of tab: `useTabs().open(kind, id)`. */
export interface PageKind {
  readonly kind: string
  /** Gets the tab's `id` as a prop where `takesId` is set. */
  readonly load: LoadComponent
  readonly takesId?: boolean
  /** Runs where reading a store is followed: the tab changes with it. */
  readonly head: (id: string, say: Say) => PageHead
  /** The same page may stand in two groups side by side. Default: it moves there. */
  readonly splits?: boolean
  /** What is typed in it is nowhere else: it stays alive while other tabs are looked at. */
  readonly keeps?: boolean
  /** Not opened again after a restart. Default: kept. */
  readonly passing?: boolean
}

/** An entry of the activity bar. Its command is `go.ID`. */
export interface PartKind {
  readonly id: string
  /** Lowest first; leave tens between. */
  readonly order: number
  readonly words: string
  /** The title of its command. */
  readonly command: string
  readonly icon: IconName
  readonly fill: IconName
  readonly keys?: readonly string[]
  /** The side bar; where left out, the part is a page only. */
  readonly load?: LoadComponent
  /** A kind of tab that is opened with it. */
  readonly page?: string
  /** Things that need *me*; 0 shows nothing. `says` is the locale key read out, with `n`. */
  readonly badge?: () => { readonly count: number; readonly says: string }
}

/** A view of the bottom panel. Its command is `panel.ID`. */
export interface PanelKind {
  readonly id: string
  readonly order: number
  readonly words: string
  /** The title of its command. */
  readonly command: string
  readonly icon: IconName
  readonly load: LoadComponent
  /** Things in it that want to be looked at; 0 shows nothing. */
  readonly count?: () => number
}

/** A section of the settings page. */
export interface SettingsKind {
  readonly id: string
  readonly order: number
  readonly words: string
  /** Locale keys of everything in it that can be searched for. */
  readonly finds: readonly string[]
  readonly load: LoadComponent
}

/**
 * How the records of one concept are shown. The page of records (features/record) draws paper, draft, comparison, history and
 * print of all of them alike, and takes from here what is the concept's own.
 */
export interface RecordPart {
  /** As in `RecordRow.concept`. */
  readonly concept: string
  readonly icon: IconName
  /** Id of the part whose side bar lists its records. */
  readonly listPart: string
  /** In place of paper and inspector. Gets `id`. */
  readonly page?: LoadComponent
  /** Gets what `record/inspector/InspectorShell.vue` gets, of which it is made. Default: that shell alone. */
  readonly inspector?: LoadComponent
  /** What stands over, and under, the paper of signed words. Both get `detail` and `view`. */
  readonly above?: LoadComponent
  /** What stands over the paper shows the title, so that the paper need not. */
  readonly titles?: boolean
  readonly below?: LoadComponent
}

export interface Feature {
  readonly records?: readonly RecordPart[]
  readonly pages?: readonly PageKind[]
  readonly parts?: readonly PartKind[]
  readonly panels?: readonly PanelKind[]
  readonly settings?: readonly SettingsKind[]
  /** Called once, when the workbench opens; stores may be used. */
  readonly commands?: () => readonly Command[]
  /** Called each time the palette opens; stores may be used. */
  readonly sources?: () => readonly Source[]
}
