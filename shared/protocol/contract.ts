// The one typed contract between a client (page, command line) and the host, one file an area in methods/. Every call is
// validated with zod at the host; bytes travel as base64url text. Names of states and stances are those of the domain and
// are stable: scripts rely on them.
import type { z } from 'zod'
import type { Problem } from '../base/result.ts'
import type { RecordRow } from '../domain/record/view.ts'
import { appRequests, type AppResults, type Overview, type PersonView } from './methods/app.ts'
import { joiningRequests, type JoiningResults, type InviteView, type JoinView } from './methods/joining.ts'
import { recordsRequests, type RecordsResults, type HeldView } from './methods/records.ts'
import { commitmentRequests, type CommitmentResults } from './methods/commitments.ts'
import { draftsRequests, type DraftsResults } from './methods/drafts.ts'
import { networkRequests, type NetworkResults, type StatusView } from './methods/network.ts'
import { sampleRequests, type SampleResults } from './methods/sample.ts'
import { experimentRequests, type ExperimentResults } from './methods/experiment.ts'
import { hoursRequests, type HoursResults } from './methods/hours.ts'
import { deskRequests, type DeskResults, type DeskView, type NoticeView } from './methods/desk.ts'
import { peopleRequests, type PeopleResults } from './methods/people.ts'
import { decisionRequests, type DecisionResults } from './methods/decisions.ts'
import { charterRequests, type CharterResults } from './methods/charter.ts'
import { questionRequests, type QuestionResults } from './methods/questions.ts'
import { groupRequests, type GroupResults } from './methods/groups.ts'
import { bundlesRequests, type BundlesResults } from './methods/bundles.ts'
import { calendarRequests, type CalendarResults } from './methods/calendar.ts'
import { workRequests, type WorkResults } from './methods/work.ts'
import { talkRequests, type SavedFilter, type TalkResults } from './methods/talk.ts'
import type { TimelineItem } from './network-views.ts'

export { VERBS } from '../domain/record/view.ts'
export type {
  Activity, Amount, AsideView, Block, ChangedView, CheckinView, ChecklistItem, Condition, DraftMeta, FieldChange, Goal, GoneBy, ImageBlock, InlineMark, InlineText, KeepingView, PartyView, Possible, ReadingView,
  RecordDetail, RecordKind, RecordLink, RecordRow, RecordState, RevisionView, RiskView, Season, Section, SignatureView, Stance, StepoutView, Stone, StoneState,
  StoneView, TermsChange, TermsView, TimelineEntry, TimeShare, Verb, WordsPiece
} from '../domain/record/view.ts'
export { DOCTOR_AREAS, FOUND_BY, HAPPENINGS, JOIN_STAGES, STANDINGS } from './network-views.ts'
export type {
  ActReach, DoctorLine, Found, FoundBy, Happening, JoinStage, PathView, PeerView, SearchState, StandingState, StandingView, TimelineItem, WayView
} from './network-views.ts'
export type { Overview, WorkspaceSummary, PersonView } from './methods/app.ts'
export type { InviteView, JoinView } from './methods/joining.ts'
export type { HeldView, SearchHit, VerifyView } from './methods/records.ts'
export type { CapacityView, DraftEffect, FitView, GivenView, LeavingView, OpenOfferView, OwnFit, TakerView, TemplateView } from './methods/commitments.ts'
export type { KeptTextView } from './methods/drafts.ts'
export type { StatusView, DocumentView } from './methods/network.ts'
export type { BundleFile, BundleView } from './methods/bundles.ts'
export type {
  ActivityEntry, ActivityPage, AddressedView, Facet, FoundView, LinkKind, LinkView, Mention, MentionView, NamedIn, RemarkView, SavedFilter, Speaking, TagView, TalkView, ThreadView
} from './methods/talk.ts'
export type { ChangeView, DatedView, DeskView, Named, NeedView, NoticeView, PromiseView, ReminderView } from './methods/desk.ts'
export type {
  AttentionView, EntryView, EvidenceView, FoundPeople, FoundPerson, FoundWhy, NamedPerson, ProfileView, TopicRow, TopicView, WishView,
} from './methods/people.ts'
export type { HoursEntryView, OwnHoursView, SpentWeekView } from './methods/hours.ts'
export type { LearnedView, LibraryView } from './methods/experiment.ts'
export type {
  ConcludedAs, ConclusionView, ExperimentDoubt, ExperimentRow, ExperimentView, MeasureView, NoteView, StopMet, TakingPartView,
} from '../domain/experiment/view.ts'
export type { AroundRow, HowRow } from './methods/groups.ts'
export type { GroupMember, GroupProposal, GroupRow, GroupView } from '../domain/group/view.ts'
export { QUESTION_VERBS } from './methods/questions.ts'
export type { AnswerView, AskedView, QuestionDetail, QuestionRow, QuestionVerb } from './methods/questions.ts'

export const requests = {
  ...appRequests, ...joiningRequests, ...recordsRequests, ...draftsRequests, ...networkRequests, ...bundlesRequests, ...sampleRequests, ...commitmentRequests,
  ...talkRequests,
  ...calendarRequests,
  ...deskRequests,
  ...decisionRequests,
  ...charterRequests,
  ...peopleRequests, ...questionRequests,
  ...hoursRequests, ...experimentRequests,
  ...groupRequests,
  ...workRequests,
} as const

export type Method = keyof typeof requests
export type Params<M extends Method> = z.input<(typeof requests)[M]>

export interface Results extends CalendarResults, CommitmentResults, DecisionResults, CharterResults, AppResults, JoiningResults, RecordsResults, DraftsResults, NetworkResults, BundlesResults, SampleResults, TalkResults, DeskResults, PeopleResults, QuestionResults, HoursResults, ExperimentResults, GroupResults, WorkResults {}

/** What the host tells its clients unasked. */
export type HostEvent =
  | { readonly event: 'overview'; readonly overview: Overview }
  | { readonly event: 'records'; readonly workspace: string; readonly rows: readonly RecordRow[]; readonly removed: readonly string[] }
  | { readonly event: 'people'; readonly workspace: string; readonly people: readonly PersonView[] }
  /** What these people say of themselves, or what is said under topics, is not what it was. */
  | { readonly event: 'directory'; readonly workspace: string; readonly people: readonly string[] }
  | { readonly event: 'status'; readonly workspace: string; readonly status: StatusView }
  | { readonly event: 'join'; readonly join: JoinView }
  | { readonly event: 'invites'; readonly workspace: string; readonly invites: readonly InviteView[] }
  | { readonly event: 'draft'; readonly workspace: string; readonly id: string; readonly update: string }
  /** All others who have the draft open: person, name and their last state (JSON text). `client` is stable per window. */
  | { readonly event: 'presence'; readonly workspace: string; readonly id: string; readonly others: readonly { readonly client: number; readonly person: string; readonly name: string; readonly state: string }[] }
  /** New entries, and known ones that happened again. */
  | { readonly event: 'timeline'; readonly items: readonly TimelineItem[] }
  | { readonly event: 'desk'; readonly desk: DeskView }
  /** All that needs the person, in every workspace; `quiet`: nobody is told anything now. */
  | { readonly event: 'notices'; readonly notices: readonly NoticeView[]; readonly quiet: boolean; readonly away: readonly string[] }
  /** To one window alone: tell the person of these, and say so with `notices.told`. */
  | { readonly event: 'tell'; readonly workspace: string; readonly notices: readonly NoticeView[] }
  | { readonly event: 'held'; readonly held: readonly HeldView[] }
  /** My log of hours is not what it was. */
  | { readonly event: 'hours'; readonly workspace: string }
  /** To who asked for it alone: so many of so many steps are behind. */
  | { readonly event: 'work'; readonly work: string; readonly done: number; readonly all: number }
  /** Searches that I keep, all of them. */
  | { readonly event: 'filters'; readonly workspace: string; readonly filters: readonly SavedFilter[] }

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
