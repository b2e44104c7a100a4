// One open workspace: its ledger, documents, records, drafts, people, and its side of the network.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { derive } from '#shared/acts/crypto.ts'
import { verifyAct, type VerifiedAct } from '#shared/acts/act.ts'
import { toHex } from '#shared/base/bytes.ts'
import type { CalendarDate, Clock } from '#shared/base/clock.ts'
import { Emitter } from '#shared/base/disposable.ts'
import type { ActId, DeviceId, PersonId, RecordId, WorkspaceId } from '#shared/base/ids.ts'
import type { Head } from '#shared/protocol/ledger.ts'
import type { WorkspaceSummary } from '#shared/protocol/contract.ts'
import type { Reports } from '../contract/handlers.ts'
import { Bans } from '../exchange/bans.ts'
import type { MeetingPoint } from '../exchange/meeting-point.ts'
import type { Network, PeerEvent } from '../exchange/network.ts'
import { Reach } from '../exchange/reach.ts'
import type { Verifier } from '../exchange/verify.ts'
import type { LinkState, Spawner } from '../link-process/index.ts'
import { nextTurn } from '../next-turn.ts'
import { Ledger, type Committed } from '../store/ledger.ts'
import { isStorageFault, openDatabase } from '../store/database.ts'
import type { HighWater } from '../vault/high-water.ts'
import type { Vault } from '../vault/vault.ts'
import { Aftermath } from './aftermath.ts'
import { Directory } from './directory.ts'
import type { DraftDesk } from './draft-desk.ts'
import type { DraftChange } from './drafts.ts'
import { Facts } from './facts.ts'
import { Invites } from './invites.ts'
import { MembershipJudge } from './judge.ts'
import { MetDevices } from './met.ts'
import { Online } from './online.ts'
import { People } from './people.ts'
import { Presences } from './presences.ts'
import { Questions } from './questions.ts'
import { RecordList } from './record-list.ts'
import { Records } from './records.ts'
import { Shelf } from './shelf.ts'
import { Deliveries } from './standing.ts'
import { DOCUMENT_PACE, SharedDocument, type DocumentPace } from './shared-document.ts'
import { toldBy, type Told } from './told.ts'
import { Voice } from './voice.ts'

export interface WorkspaceOptions {
  readonly id: WorkspaceId
  /** It is being made as a sample; one that is one already knows it by itself. */
  readonly sample?: boolean
  /** The folder of this workspace's files. */
  readonly folder: string
  readonly vault: Vault
  readonly marks: HighWater
  readonly clock: Clock
  readonly today: () => CalendarDate
  readonly reports: Reports & { refused(what: string): void }
  /** Null where the host was opened without a network (a command that looks something up). */
  readonly meeting: MeetingPoint | null
  readonly addresses: () => readonly string[]
  readonly runId: string
  readonly verifier: Verifier
  /** Where colleagues say that they may be found. */
  readonly remember: (addresses: readonly string[], by: DeviceId) => void
  readonly spawnLink?: Spawner | undefined
  /** For tests, which can't wait so long. */
  readonly documentPace?: Partial<DocumentPace> | undefined
}

export type WorkspaceChange =
  | { readonly kind: 'records'; readonly ids: readonly RecordId[] }
  | { readonly kind: 'people' }
  | { readonly kind: 'directory'; readonly people: readonly PersonId[] }
  /** My own log of them. */
  | { readonly kind: 'hours' }
  | { readonly kind: 'status' }

/** What a timeline tells of a workspace's network. */
export type WorkspaceOccasion =
  | PeerEvent
  | { readonly what: 'link'; readonly state: LinkState }
  /** The peer's clock is so far ahead of this one, in ms. */
  | { readonly what: 'clock'; readonly device: DeviceId; readonly ahead: number }
  /** Acts that the device sent count now. */
  | { readonly what: 'arrived'; readonly device: DeviceId }

export class Workspace {
  readonly id: WorkspaceId
  /** Of made-up people on this device: it has no link and no beacon, ever. */
  readonly sample: boolean
  readonly db: DatabaseSync
  readonly ledger: Ledger
  readonly people: People
  /** What people say of themselves and of topics. */
  readonly directory: Directory
  readonly records: Records
  readonly told: Told
  /** Records and drafts as they are shown. */
  readonly list: RecordList
  readonly questions: Questions
  readonly voice: Voice
  readonly invites: Invites
  readonly presences: Presences
  /** Devices that are turned away for what they did on the wire. */
  readonly bans: Bans
  readonly document: SharedDocument
  readonly deliveries: Deliveries
  readonly reach: Reach
  readonly met: MetDevices
  /** What I put away, and the searches I keep. */
  readonly shelf: Shelf
  readonly onChange = new Emitter<WorkspaceChange>()
  readonly onOccasion = new Emitter<WorkspaceOccasion>()
  readonly onTaken = new Emitter<Committed>()
  readonly onDraft = new Emitter<DraftChange>()
  readonly #options: WorkspaceOptions
  readonly #judge: MembershipJudge
  readonly #facts: Facts
  readonly #online: Online
  readonly #aftermath: Aftermath
  #disposed = false

  constructor(options: WorkspaceOptions) {
    const { id, folder, vault, clock, reports } = options
    this.#options = options
    this.id = id
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    this.db = openDatabase(join(folder, 'ledger.sqlite'))
    this.#facts = new Facts(this.db)
    if (options.sample) this.#facts.markSample()
    this.sample = this.#facts.sample
    this.#judge = new MembershipJudge(id)
    this.ledger = new Ledger({
      db: this.db, workspace: id, clock, judge: this.#judge, refused: reports.refused,
      signer: () => ({ key: vault.deviceKey(id), person: this.me }),
    })
    this.directory = new Directory(this.ledger)
    this.people = new People(() => this.membership(), () => this.me, (person) => this.directory.profile(person), options.today)
    this.reach = new Reach(this.db, () => clock.now())
    this.met = new MetDevices(this.db, () => clock.now())
    this.deliveries = new Deliveries(() => this.ledger.chains('workspace'), this.reach, this.people)
    this.records = new Records({
      db: this.db, ledger: this.ledger, people: this.people, deliveries: this.deliveries, today: options.today, circles: ['workspace', 'me'],
    })
    this.told = toldBy((hash) => this.ledger.text(hash))
    this.shelf = new Shelf(this.db, () => ({ person: this.me, devices: this.people.get(this.me)?.devices.map((device) => device.id) ?? [] }))
    this.list = new RecordList({ records: this.records, people: this.people, shelf: this.shelf, document: () => this.document })
    this.questions = new Questions({ ledger: this.ledger, records: this.records, people: this.people, deliveries: this.deliveries })
    this.voice = new Voice({
      workspace: id, vault, marks: options.marks, ledger: () => this.ledger, person: () => this.me,
      moved: () => this.#online.reconnect(),
    })
    this.invites = new Invites({
      voice: this.voice, vault, ledger: this.ledger, people: this.people, clock, membership: () => this.membership(),
      workspaceName: () => this.name, secret: () => this.#secret(), addresses: options.addresses, genesis: () => this.genesis(), refused: reports.refused,
    })
    this.bans = new Bans(() => clock.now())
    this.presences = new Presences({
      workspace: id, host: options.runId, key: () => this.voice.key, people: this.people, isShared: (draft) => this.drafts.circleOf(draft) === 'workspace',
      tell: (state) => this.network?.presence(state), refused: reports.refused,
    })
    this.document = this.#openDocument()
    this.#aftermath = new Aftermath(this)
    this.#online = new Online(this, this.sample ? { ...options, meeting: null } : options, this.#aftermath)
    this.ledger.onCommit.on((batch) => this.#aftermath.committed(batch))
  }

  /** Reads the documents on first use. */
  get drafts(): DraftDesk {
    return this.document.drafts
  }

  /** The person whose device this is. */
  get me(): PersonId {
    return this.#facts.me
  }

  set me(person: PersonId) {
    this.#facts.me = person
  }

  get name(): string {
    return this.membership().name
  }

  membership(): ReturnType<MembershipJudge['state']> {
    this.ledger.chains('workspace')
    return this.#judge.state()
  }

  genesis(): VerifiedAct {
    return verifyAct(this.ledger.rows.byId(this.id as string as ActId)!)
  }

  get connected(): ReadonlySet<DeviceId> {
    return this.network?.connected ?? new Set()
  }

  /** Records whose newest acts are not folded yet. */
  get unfolded(): Iterable<RecordId> {
    return this.#aftermath.unfolded
  }

  get lastExchange(): (device: DeviceId) => number | null {
    return this.met.lastExchange
  }

  /** What goes out and comes in; null without a link. */
  get network(): Network | null {
    return this.#online.network
  }

  /** Starts the link, once the rendezvous has a port. */
  connect(): void {
    this.#online.connect()
  }

  /** What a list of workspaces says; as last known until the ledger is read. */
  summary(): WorkspaceSummary {
    const kept = this.ledger.loaded ? null : this.#facts.summary
    if (kept) return { ...kept, sample: this.sample }
    return { id: this.id, name: this.name, me: this.me, members: this.people.members().length, left: !this.people.isMember(this.me), sample: this.sample }
  }

  /** For the next start, which shows it before the ledger is read. */
  keepSummary(): void {
    this.#facts.keepSummary(this.summary())
  }

  /** Reads what a first list can do without. Each step takes a turn of its own, so that calls are answered in between. */
  async ready(): Promise<void> {
    await nextTurn()
    if (this.#disposed) return
    this.ledger.chains('workspace')
    await nextTurn()
    if (this.#disposed) return
    const ids = [...this.drafts.ids(), ...this.shelf.mend(), ...this.records.takeOtherThanKept()]
    if (ids.length > 0) this.onChange.emit({ kind: 'records', ids })
    this.#aftermath.begin()
    this.onChange.emit({ kind: 'people' })
  }

  /** Gives `join` as soon as a member's admit of this person is here; at once if it is. */
  joinWhenAdmitted(): void {
    const admit = this.membership().invites.flatMap((invite) => invite.admits).find((candidate) => candidate.person === this.me)
    if (this.people.isMember(this.me) || this.people.get(this.me)?.left) return
    if (admit) {
      void this.voice.give({ circle: 'workspace', type: 'membership.join', subject: '', body: { admit: admit.act } })
        .catch((error: unknown) => this.#options.reports.log(`join: ${(error as Error).message}`))
      return
    }
    const waiting = this.onTaken.on((batch) => {
      if (!batch.acts.some((act) => act.type === 'membership.admit')) return
      void waiting.dispose()
      this.joinWhenAdmitted()
    })
  }

  /** What a member's device has, by its own word that came in a file. */
  noteReach(device: DeviceId, heads: readonly Head[]): void {
    if (!this.reach.note(device, heads)) return
    this.#aftermath.reachMoved()
    this.onChange.emit({ kind: 'status' })
  }

  /** Own acts that were signed before the workspace was open here. */
  mirrorOwn(ids: readonly ActId[]): void {
    this.document.mirror.committed({ circle: 'workspace', acts: [], own: ids, source: 'own' })
  }

  topic(): string {
    return toHex(derive(this.#secret(), 'topic'))
  }

  /** The key by which colleagues' devices find this one, and are found. Nothing else follows from it. */
  beacon(): Uint8Array {
    return derive(this.#secret(), 'beacon')
  }

  async dispose(): Promise<void> {
    await this.#online.dispose()
    this.#disposed = true
    this.document.dispose()
    this.ledger.dispose()
    this.#aftermath.dispose()
    this.records.dispose()
    this.met.save()
    this.reach.flush()
    this.bans.dispose()
    this.onChange.dispose()
    this.onOccasion.dispose()
    this.onDraft.dispose()
    this.db.close()
  }

  #secret(): Uint8Array {
    return this.#options.vault.workspaceSecret(this.id)!
  }

  #openDocument(): SharedDocument {
    const { verifier, clock, reports, documentPace } = this.#options
    const document = new SharedDocument({
      db: this.db, ledger: this.ledger, verifier, people: this.people, records: this.records, pace: { ...DOCUMENT_PACE, ...documentPace },
      device: () => this.voice.key.id, founding: this.id as string as ActId, me: () => this.me, now: () => clock.now(),
      giveEpoch: (body) => this.voice.give({ circle: 'workspace', type: 'document.epoch', subject: '', body }),
      relink: () => this.#online.reconnect(),
      refused: reports.refused, log: reports.log,
      failed: (error) => {
        if (isStorageFault(error)) reports.refused('disk.full')
        reports.log(`document: ${(error as Error).name}`)
      },
    })
    document.onChange.on((ids) => {
      this.onChange.emit({ kind: 'records', ids })
      this.onChange.emit({ kind: 'status' })
    })
    document.onDraft.on((change) => {
      this.onChange.emit({ kind: 'records', ids: [change.id] })
      this.onDraft.emit(change)
    })
    return document
  }
}
