// The open draft of a record, if it has one: its session is fetched only then, and closed with the page.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { readThreads } from '../../../shared/document/draft-threads.ts'
import { ProblemError, type Problem } from '../../../shared/base/result.ts'
import type { DraftMeta, TermsView } from '../../../shared/protocol/contract.ts'
import { useHost } from '../../stores/host.ts'
import { usePeople } from '../../stores/people.ts'
import type { DraftSession, Present, Unsent } from './draft/session.ts'

export interface OpenDraft {
  readonly session: ShallowRef<DraftSession | null>
  readonly meta: ShallowRef<DraftMeta | null>
  readonly present: ShallowRef<readonly Present[]>
  readonly circle: Ref<'me' | 'workspace'>
  /** The draft as it would be signed now; follows what is typed with a short delay. */
  readonly terms: ShallowRef<TermsView | null>
  /** Somebody's suggestion in these words is neither taken nor left. */
  readonly suggested: Ref<boolean>
  /** How many comments on these words are not settled. */
  readonly comments: Ref<number>
  readonly problem: ShallowRef<Problem | null>
  /** Reads the words this moment, after all that was typed here has reached the host. */
  settle(): Promise<TermsView | null>
  /** It has been shared: others may read along from now on. */
  shared(): void
}

const READ_AFTER = 250

/** This tab's own storage: it outlives a reload, and nobody else reads it. */
const unsentHere: Unsent = {
  read: (key) => sessionStorage.getItem(key),
  write(key, value) {
    try {
      if (value === null) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, value)
    } catch {
      // Full: what was typed is still in the page and goes to the host as soon as it answers.
    }
  },
}

export function useDraft(workspace: () => string | null, id: () => string | null): OpenDraft {
  const host = useHost()
  const { t } = useI18n()
  const people = usePeople()
  const nameOf = (person: string): string => people.byId.get(person)?.name ?? t('people.someone')
  const session = shallowRef<DraftSession | null>(null)
  const meta = shallowRef<DraftMeta | null>(null)
  const present = shallowRef<readonly Present[]>([])
  const circle = ref<'me' | 'workspace'>('me')
  const terms = shallowRef<TermsView | null>(null)
  const suggested = ref(false)
  const comments = ref(0)
  const problem = shallowRef<Problem | null>(null)
  let read: ((of: DraftSession) => { terms: TermsView; suggested: boolean; comments: number }) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  function readSoon(of: DraftSession): void {
    // Not begun anew with each letter: who types without a pause would see the words of when they began.
    timer ??= setTimeout(() => {
      timer = undefined
      if (session.value === of) look(of)
    }, READ_AFTER)
  }

  function look(of: DraftSession): TermsView | null {
    const now = read?.(of)
    suggested.value = now?.suggested ?? false
    comments.value = now?.comments ?? 0
    return (terms.value = now?.terms ?? null)
  }

  async function close(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const was = session.value
    session.value = null
    terms.value = null
    comments.value = 0
    present.value = []
    await was?.dispose()
  }

  async function open(ws: string, draft: string, mine: number): Promise<void> {
    const parts = await Promise.all([import('./draft/session.ts'), import('./draft/words.ts'), import('./draft/caret.ts')]).catch(() => null)
    if (mine !== turn) return
    if (!parts) {
      // The files of this page are gone: Parley was updated since it was opened.
      problem.value = { code: 'page.old', message: t('problem.oldPage'), remedy: t('problem.oldPageDo') }
      return
    }
    const [{ DraftSession }, { isSuggestedIn, termsIn }, { waveFlags }] = parts
    read = (of) => ({ terms: termsIn(of.doc, of.meta, nameOf), suggested: isSuggestedIn(of.doc, of.meta), comments: readThreads(of.doc).filter((thread) => !thread.resolved).length })
    const opening = new DraftSession(host, ws, draft, {
      meta: (now) => {
        meta.value = now
        readSoon(opening)
      },
      present: (others) => { present.value = others },
      circle: (now) => { circle.value = now },
      moved: (clients) => waveFlags(clients),
    }, unsentHere)
    try {
      await opening.open()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (mine === turn) problem.value = error.problem
      await opening.dispose()
      return
    }
    if (mine !== turn) return void opening.dispose()
    opening.doc.on('update', () => readSoon(opening))
    session.value = opening
    look(opening)
  }

  watch([workspace, id], async ([ws, draft]) => {
    const mine = ++turn
    problem.value = null
    await close()
    if (ws && draft && mine === turn) await open(ws, draft, mine)
  }, { immediate: true })

  const leaving = (): void => session.value?.keep()
  window.addEventListener('pagehide', leaving)

  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leaving)
    turn++
    void close()
  })

  async function settle(): Promise<TermsView | null> {
    const now = session.value
    if (!now) return null
    await now.settled()
    return look(now)
  }

  const shared = (): void => { circle.value = 'workspace' }

  return { session, meta, present, circle, terms, suggested, comments, problem, settle, shared }
}
