// The one typed contract between a client (page, command line) and the host. Every call is validated with zod at the
// host; bytes travel as base64url text. Names of states and stances are those of the domain and are stable: scripts
// rely on them.
import { z } from 'zod'
import { isCalendarDate } from '../base/clock.ts'
import type { Problem } from '../base/result.ts'
import type { Damage } from '../domain/epoch/index.ts'
import type { ActReach, DoctorLine, Found, JoinStage, PeerView, SearchState, StandingView, TimelineItem, WayView } from './network-views.ts'
import { VERBS, type DraftMeta, type RecordDetail, type RecordRow, type RecordState, type Stance, type TermsView } from '../domain/record/view.ts'

export { VERBS } from '../domain/record/view.ts'
export type {
  Block, InlineMark, InlineText, PartyView, Possible, RecordDetail, RecordRow, RecordState, RevisionView, Section,
  SignatureView, Stance, TermsView, TimelineEntry, Verb, DraftMeta
} from '../domain/record/view.ts'
export { DOCTOR_AREAS, FOUND_BY, HAPPENINGS, JOIN_STAGES, STANDINGS } from './network-views.ts'
export type {
  ActReach, DoctorLine, Found, FoundBy, Happening, JoinStage, PathView, PeerView, SearchState, StandingState, StandingView, TimelineItem, WayView
} from './network-views.ts'

// ---- views ----------------------------------------------------------------------------------------------------------

export interface PersonView {
  readonly id: string
  readonly name: string
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

export interface InviteView {
  readonly id: string
  readonly createdAt: number
  readonly expires: number
  readonly uses: number
  readonly used: number
  readonly revoked: boolean
  readonly link: string | null
  /** Persons admitted with it and the code to compare with each. */
  readonly admitted: readonly { readonly person: string; readonly name: string; readonly code: string }[]
}

export interface JoinView {
  readonly id: string
  readonly workspaceName: string
  readonly inviterName: string
  readonly expires: number
  readonly state: 'waiting' | 'asking' | 'admitted' | 'refused' | 'cancelled'
  readonly problem: Problem | null
  /** The newest outcome of each address that has one. */
  readonly attempts: readonly { readonly address: string; readonly outcome: string; readonly at: number; readonly found: Found; readonly nextTryAt: number | null }[]
  /** Addresses whose first answer is awaited. */
  readonly trying: readonly string[]
  readonly nextTryAt: number | null
  /** Whether members on this network are looked for beside the addresses. */
  readonly search: SearchState
  readonly stage: JoinStage
  /** The stage in a sentence or two with what to do, as of when this was sent. `explainJoin` (formats/join-words.ts) gives it as of any moment. */
  readonly says: string
  /** Set once admitted. */
  readonly workspace: string | null
  /** Words to compare with the inviter's screen. */
  readonly code: string | null
}

export interface StatusView {
  readonly workspace: string
  readonly name: string
  readonly standing: StandingView
  /** Every device of others, members first; those never met too. */
  readonly peers: readonly PeerView[]
  readonly connected: number
  /** Addresses of colleagues' Parleys, those that answer first. */
  readonly ways: readonly WayView[]
  readonly search: SearchState
  /** Acts that no other person's device is known to have. */
  readonly onlyHere: readonly { readonly id: string; readonly title: string; readonly verb: string; readonly at: number }[]
  /** Foreign or faulty input refused, by name. */
  readonly refused: Readonly<Record<string, number>>
  readonly link: 'starting' | 'running' | 'restarting' | 'stopped'
  readonly rendezvous: { readonly port: number | null; readonly addresses: readonly string[] }
  readonly acts: number
  /** Acts kept but not yet counting, since something they know of has not arrived. */
  readonly waiting: number
  /** Devices whose chain forked: name and person. */
  readonly forks: readonly { readonly device: string; readonly name: string }[]
  readonly document: DocumentView
}

/** The shared document of drafts, which is begun anew as another epoch where it was found damaged. */
export interface DocumentView {
  readonly epoch: number
  /** A newer one has begun and is not filled yet: drafts are still those of the one before. */
  readonly entering: boolean
  /** What was found and is not repaired yet; null where nothing was. */
  readonly damage: Damage | null
}

export interface KeptTextView {
  /** When it was kept, in ms. */
  readonly at: number
  /** Plain words, a blank line between paragraphs. */
  readonly text: string
}

export interface WorkspaceSummary {
  readonly id: string
  readonly name: string
  readonly me: string
  readonly members: number
  readonly left: boolean
}

export interface Overview {
  readonly version: string
  readonly data: string
  readonly identity: { readonly name: string; readonly device: string } | null
  /** The key is behind a passphrase that has not been given. */
  readonly locked: boolean
  readonly keyStorage: 'keyring' | 'passphrase' | 'file'
  readonly workspaces: readonly WorkspaceSummary[]
  readonly joins: readonly JoinView[]
  readonly held: readonly HeldView[]
  readonly theme: 'system' | 'light' | 'dark'
}

/** A signature that has been asked for on the page and not yet given. */
export interface HeldView {
  readonly id: string
  readonly workspace: string
  readonly record: string
  readonly title: string
  readonly verb: string
  readonly revision: number | null
  /** When it will be given; null after a restart: then only "send now" gives it. */
  readonly until: number | null
}

export interface SearchHit {
  readonly workspace: string
  readonly id: string
  readonly concept: string
  readonly title: string
  /** Text around the match; matches stand between U+0001 and U+0002. */
  readonly snippet: string
  readonly state: RecordState | null
}

// ---- methods --------------------------------------------------------------------------------------------------------

const id = z.string().regex(/^[0-9a-f]{64}$/)
const text = z.string().max(20_000)
const line = z.string().trim().min(1).max(200).refine((words) => words.isWellFormed(), 'text without broken characters')
const date = z.string().refine(isCalendarDate, 'a date like 2026-05-22')
const bytes = z.string().max(2_000_000).regex(/^[A-Za-z0-9_-]*$/)
const ws = { workspace: id }
const draftMeta = z.strictObject({
  title: z.string().max(200),
  kind: z.enum(['promise', 'mutual', 'charter']),
  gives: z.array(id).max(200),
  receives: z.array(id).max(200),
  due: date.optional(),
  review: date.optional(),
  hours: z.int().min(0).max(168).optional(),
})

export const requests = {
  'app.overview': z.strictObject({}),
  'app.theme': z.strictObject({ theme: z.enum(['system', 'light', 'dark']) }),
  'app.doctor': z.strictObject({}),
  /** A fresh one-time URL of the served page; null where this host serves none. */
  'app.url': z.strictObject({}),
  /** Small page state worth keeping (open tabs, widths), JSON text by key. */
  'app.keep': z.strictObject({ key: z.string().max(100), value: z.string().max(50_000) }),
  'app.kept': z.strictObject({ key: z.string().max(100) }),
  'identity.create': z.strictObject({ name: line, device: line.optional(), passphrase: z.string().min(8).max(1000).optional() }),
  'identity.unlock': z.strictObject({ passphrase: z.string().max(1000) }),
  'workspace.create': z.strictObject({ name: line, purpose: text.optional() }),
  'workspace.list': z.strictObject({}),
  'workspace.leave': z.strictObject({ ...ws, text: text.optional() }),
  'people.list': z.strictObject(ws),
  'invite.create': z.strictObject({ ...ws, uses: z.int().min(1).max(100).default(1), expiresInMinutes: z.int().min(1).max(527_040).default(10_080) }),
  'invite.list': z.strictObject(ws),
  'invite.revoke': z.strictObject({ ...ws, invite: id }),
  'join.preview': z.strictObject({ link: z.string().max(20_000) }),
  'join.start': z.strictObject({ link: z.string().max(20_000), byFile: z.boolean().default(false) }),
  'join.address': z.strictObject({ join: z.string().max(100), address: z.string().trim().min(1).max(260) }),
  'join.retry': z.strictObject({ join: z.string().max(100) }),
  'join.cancel': z.strictObject({ join: z.string().max(100) }),
  /** With `limit`, only the newest so many. */
  'records.list': z.strictObject({ ...ws, concept: z.string().max(40).optional(), limit: z.int().min(1).max(10_000).optional() }),
  'records.show': z.strictObject({ ...ws, id }),
  /** Gives an act. With `hold`, the host waits 8 s during which it can be taken back. `words` must be the hash shown to the person. */
  'records.give': z.strictObject({
    ...ws, id, verb: z.enum(VERBS), revision: id.optional(), words: id.optional(), text: text.optional(), hold: z.boolean().optional(),
    /** Whose promise is released or acknowledged, where it could be several people's. */
    about: id.optional(),
  }),
  /** A one-way promise in one step: drafted, signed, in force. */
  'records.promise': z.strictObject({ ...ws, title: line, receives: z.array(id).min(1).max(50), due: date.optional() }),
  'held.send': z.strictObject({ held: z.string().max(100) }),
  'held.takeBack': z.strictObject({ held: z.string().max(100) }),
  /** `circle: 'me'` keeps it on my devices until shared. `words` fills the draft with plain text. */
  'draft.create': z.strictObject({ ...ws, meta: draftMeta, words: text.optional(), circle: z.enum(['me', 'workspace']).default('me') }),
  /** Opens (or finds) the draft that goes on from a record's newest revision. */
  'draft.amend': z.strictObject({ ...ws, id, words: text.optional() }),
  'draft.share': z.strictObject({ ...ws, id }),
  'draft.discard': z.strictObject({ ...ws, id }),
  /** Text from before the document was begun anew that the draft lacks. Nothing is done with it unless one of the two below is called. */
  'draft.kept': z.strictObject({ ...ws, id }),
  /** In its place where it still fits, else at the end of its section; what stands there stays. */
  'draft.putBack': z.strictObject({ ...ws, id }),
  'draft.letGo': z.strictObject({ ...ws, id }),
  'draft.meta': z.strictObject({ ...ws, id, meta: draftMeta }),
  /** The whole draft document as one V1 update. Subscribes the caller to `draft` and `presence` events of it. */
  'draft.open': z.strictObject({ ...ws, id }),
  'draft.close': z.strictObject({ ...ws, id }),
  /** The exact words an offer of this draft would sign now. `words` goes into `records.give`, which refuses if they changed since. */
  'draft.preview': z.strictObject({ ...ws, id }),
  'draft.push': z.strictObject({ ...ws, id, update: bytes }),
  /** Own caret and selection (JSON text), or null when the draft is left. */
  'draft.presence': z.strictObject({ ...ws, id, state: z.string().max(4000).nullable() }),
  'search': z.strictObject({ workspace: id.optional(), text: z.string().max(200), limit: z.int().min(1).max(200).default(50) }),
  'status': z.strictObject(ws),
  /** Who has which act of a record. */
  'records.reach': z.strictObject({ ...ws, id }),
  /** What happened on the network, newest first: of one workspace and this machine, or of all. */
  'network.timeline': z.strictObject({ workspace: id.optional(), limit: z.int().min(1).max(1000).default(100) }),
  /** Tries an address for this workspace, now and from then on. */
  'network.add': z.strictObject({ ...ws, address: z.string().trim().min(1).max(260) }),
  /** Looks for people again now: every address is tried, a beacon goes out. */
  'network.look': z.strictObject({}),
  /** An encrypted file for one member, or for all who are in the workspace. `all`: also what they are known to have. */
  'bundle.make': z.strictObject({ ...ws, to: id.optional(), all: z.boolean().default(false) }),
  'bundle.take': z.strictObject({ bundle: z.string().max(56_000_000) }),
  /** The call of a join under way, as a file for the inviter. */
  'bundle.request': z.strictObject({ join: z.string().max(100) }),
  'export.record': z.strictObject({ ...ws, id }),
  /** Needs no identity: the record travels in the call. */
  'verify.record': z.strictObject({ record: z.string().max(20_000_000) }),
} as const

export type Method = keyof typeof requests
export type Params<M extends Method> = z.input<(typeof requests)[M]>

export interface Results {
  'app.overview': Overview
  'app.theme': null
  'app.doctor': readonly DoctorLine[]
  'app.url': { readonly url: string | null }
  'app.keep': null
  'app.kept': { readonly value: string | null }
  /** The recovery words, shown once and kept nowhere. */
  'identity.create': { readonly words: readonly string[] }
  'identity.unlock': null
  'workspace.create': WorkspaceSummary
  'workspace.list': readonly WorkspaceSummary[]
  'workspace.leave': null
  'people.list': readonly PersonView[]
  'invite.create': InviteView
  'invite.list': readonly InviteView[]
  'invite.revoke': null
  'join.preview': { readonly workspaceName: string; readonly inviterName: string; readonly expires: number; readonly addresses: readonly string[]; readonly alreadyIn: boolean }
  'join.start': JoinView
  'join.address': JoinView
  'join.retry': JoinView
  'join.cancel': null
  'records.list': readonly RecordRow[]
  'records.show': RecordDetail
  'records.give': { readonly record: RecordDetail; readonly held: HeldView | null }
  'records.promise': { readonly id: string; readonly state: RecordState }
  'held.send': { readonly record: RecordDetail }
  'held.takeBack': null
  'draft.create': { readonly id: string }
  'draft.amend': { readonly id: string }
  'draft.share': null
  'draft.discard': null
  'draft.kept': KeptTextView | null
  'draft.putBack': null
  'draft.letGo': null
  'draft.meta': null
  'draft.open': { readonly update: string; readonly meta: DraftMeta; readonly circle: 'me' | 'workspace' }
  'draft.close': null
  'draft.preview': { readonly words: string; readonly number: number; readonly terms: TermsView; readonly problem: Problem | null }
  'draft.push': null
  'draft.presence': null
  'search': readonly SearchHit[]
  'status': StatusView
  'records.reach': readonly ActReach[]
  'network.timeline': readonly TimelineItem[]
  /** As it was understood, for finding it among `ways`. */
  'network.add': { readonly address: string }
  'network.look': null
  'bundle.make': BundleFile & { readonly acts: number; readonly drafts: number }
  'bundle.take': BundleView
  'bundle.request': BundleFile
  'export.record': { readonly name: string; readonly record: string }
  'verify.record': VerifyView
}

/** A file to be kept and carried: its name, and its bytes in base64url. */
export interface BundleFile {
  readonly name: string
  readonly bundle: string
}

export interface BundleView {
  /** A newcomer's request to join, the reply to it, or an exchange between members. */
  readonly kind: 'exchange' | 'request' | 'reply'
  readonly workspace: string
  readonly workspaceName: string
  /** Who made it, by name and id; null where they are not known here. */
  readonly from: string | null
  readonly person: string | null
  /** Words that newcomer and inviter compare; null where nobody was let in. */
  readonly code: string | null
  /** By its maker's clock. */
  readonly madeAt: number
  /** Acts and pieces of drafts that were new here. */
  readonly acts: number
  readonly drafts: number
  /** The records that the new acts are about. */
  readonly records: readonly string[]
  /** Acts here that the maker did not have. */
  readonly lacks: number
  /** What to carry back to a newcomer who asked to join. */
  readonly reply: BundleFile | null
}

export interface VerifyView {
  readonly valid: boolean
  /** One sentence; for an invalid record, what does not match. */
  readonly says: string
  readonly title: string | null
  readonly state: RecordState | null
  readonly revision: number | null
  readonly parties: readonly { readonly name: string; readonly stance: Stance; readonly keyCode: string }[]
  readonly acts: number
}

/** What the host tells its clients unasked. */
export type HostEvent =
  | { readonly event: 'overview'; readonly overview: Overview }
  | { readonly event: 'records'; readonly workspace: string; readonly rows: readonly RecordRow[]; readonly removed: readonly string[] }
  | { readonly event: 'people'; readonly workspace: string; readonly people: readonly PersonView[] }
  | { readonly event: 'status'; readonly workspace: string; readonly status: StatusView }
  | { readonly event: 'join'; readonly join: JoinView }
  | { readonly event: 'invites'; readonly workspace: string; readonly invites: readonly InviteView[] }
  | { readonly event: 'draft'; readonly workspace: string; readonly id: string; readonly update: string }
  /** All others who have the draft open: person, name and their last state (JSON text). `client` is stable per window. */
  | { readonly event: 'presence'; readonly workspace: string; readonly id: string; readonly others: readonly { readonly client: number; readonly person: string; readonly name: string; readonly state: string }[] }
  /** New entries, and known ones that happened again. */
  | { readonly event: 'timeline'; readonly items: readonly TimelineItem[] }
  | { readonly event: 'held'; readonly held: readonly HeldView[] }

// ---- framing: one JSON text per WebSocket or port message, or per line on the command socket ---------------------------

export interface RequestFrame { readonly id: number; readonly method: Method; readonly params: unknown }
export type ResponseFrame =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: Problem }
export type ServerFrame = ResponseFrame | HostEvent

/** What a client needs to talk to the host, whatever carries it. Rejects with ProblemError. */
export interface HostClient {
  call<M extends Method>(method: M, params: Params<M>): Promise<Results[M]>
  onEvent(listener: (event: HostEvent) => void): { dispose(): void }
  /** Resolves when the connection has ended. */
  readonly closed: Promise<void>
  close(): void
}

/** What a transport needs of the host: one session per client connection. */
export interface HostSession {
  /** Never throws: what went wrong is in the frame. */
  handle(request: unknown): Promise<ResponseFrame>
  onEvent(listener: (event: HostEvent) => void): void
  dispose(): void
}
export interface HostEndpoint {
  openSession(): HostSession
}
