// The application itself: identity, theme, page state, workspaces, people.
import { z } from 'zod'
import type { DoctorLine } from '../network-views.ts'
import type { JoinView } from './joining.ts'
import type { HeldView } from './records.ts'
import type { AttentionView } from './people.ts'
import { date, line, text, ws } from './shapes.ts'

/** `contrast` is of few strong colours, light or dark as the system is. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

export interface Overview {
  readonly version: string
  readonly data: string
  readonly identity: { readonly name: string; readonly device: string } | null
  /** The key is behind a passphrase that has not been given. */
  readonly locked: boolean
  /** Recovery words wait to be written down: `identity.words`. */
  readonly wordsWait?: boolean
  readonly keyStorage: 'keyring' | 'passphrase' | 'file'
  /** Why it is no keyring, where the system was asked for one. */
  readonly keyNote?: string
  readonly workspaces: readonly WorkspaceSummary[]
  readonly joins: readonly JoinView[]
  readonly held: readonly HeldView[]
  readonly theme: Theme
  /** The host ended while it made the sample; what there was of it was removed. Until `sample.heard`, or until one is made. */
  readonly sampleCut?: boolean
}

export interface WorkspaceSummary {
  readonly id: string
  readonly name: string
  readonly me: string
  readonly members: number
  readonly left: boolean
  /** Made-up people on this device alone: to look around in. */
  readonly sample: boolean
}

export interface PersonView {
  readonly id: string
  readonly name: string
  /** Names the person went by before, so that they are found by them. */
  readonly formerNames: readonly string[]
  readonly pronouns: string | null
  /** What the person does here, in a line. */
  readonly does: string | null
  /** Away, or not to be interrupted, today. */
  readonly attention: AttentionView | null
  /** Hash of the photo; `profile.photo` brings it. */
  readonly photo: string | null
  readonly you: boolean
  readonly member: boolean
  /** Someone else here has the same name: show the key code beside it. */
  readonly nameShared: boolean
  /** Four words from the person's founding act, to compare by voice. */
  readonly keyCode: string
  /** A device of theirs is connected now. */
  readonly here: boolean
  /** When anything was last exchanged with a device of theirs; null if never. */
  readonly lastExchange: number | null
  readonly joinedAt: number | null
  readonly invitedBy: string | null
}

export const appRequests = {
  'app.overview': z.strictObject({}),
  'app.theme': z.strictObject({ theme: z.enum(THEMES) }),
  'app.doctor': z.strictObject({}),
  /** A fresh one-time URL of the served page; null where this host serves none. */
  'app.url': z.strictObject({}),
  /** Small page state worth keeping (open tabs, widths), JSON text by key. */
  'app.keep': z.strictObject({ key: z.string().max(300), value: z.string().max(50_000) }),
  'app.kept': z.strictObject({ key: z.string().max(300) }),
  /** `keepWords`: with the keys, until `identity.written`. */
  'identity.create': z.strictObject({ name: line, device: line.optional(), passphrase: z.string().min(8).max(1000).optional(), keepWords: z.boolean().optional() }),
  'identity.words': z.strictObject({}),
  'identity.written': z.strictObject({}),
  'identity.unlock': z.strictObject({ passphrase: z.string().max(1000) }),
  /** `charter`: its rules as the founder read and changed them; `template`: those of one, unchanged. */
  'workspace.create': z.strictObject({
    name: line, purpose: text.optional(), template: z.string().max(40).optional(),
    charter: z.strictObject({
      rules: z.array(z.strictObject({ title: z.string().max(200), words: text })).max(40),
      share: z.int().min(0).max(100), review: date.optional(),
      twentyPercent: z.int().min(0).max(100).optional(), withoutAdvice: z.string().max(1000).optional(),
    }).optional(),
  }),
  'workspace.list': z.strictObject({}),
  'workspace.leave': z.strictObject({ ...ws, text: text.optional() }),
  'people.list': z.strictObject(ws),
} as const

export interface AppResults {
  'app.overview': Overview
  'app.theme': null
  'app.doctor': readonly DoctorLine[]
  'app.url': { readonly url: string | null }
  'app.keep': null
  'app.kept': { readonly value: string | null }
  /** The recovery words. */
  'identity.create': { readonly words: readonly string[] }
  /** Null once they were written down. */
  'identity.words': { readonly words: readonly string[] | null }
  'identity.written': null
  'identity.unlock': null
  'workspace.create': WorkspaceSummary
  'workspace.list': readonly WorkspaceSummary[]
  'workspace.leave': null
  'people.list': readonly PersonView[]
}
