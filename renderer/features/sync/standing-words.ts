// How this device stands with the others, in the words of the status bar and of the popover. None of them says "synced".
import type { StandingView } from '../../../shared/protocol/contract.ts'
import type { IconName } from '../../ui/icons.ts'
import { firstNameOf } from '../../ui/people.ts'

type Say = (key: string, values?: Record<string, unknown>, count?: number) => string

interface Words {
  readonly icon: IconName
  /** A word or two for the status bar. */
  readonly short: string
  readonly title: string
}

const WORDS: Readonly<Record<StandingView['state'], Words>> = {
  'just you': { icon: 'users-three', short: 'standing.justYou', title: 'standing.justYouTitle' },
  'stopped': { icon: 'warning-octagon', short: 'standing.stopped', title: 'standing.stoppedTitle' },
  'no network': { icon: 'wifi-slash', short: 'standing.noNetwork', title: 'standing.noNetworkTitle' },
  'restarting': { icon: 'binoculars', short: 'sync.looking', title: 'sync.looking' },
  'alone': { icon: 'wifi-slash', short: 'sync.alone', title: 'sync.aloneTitle' },
  'waiting': { icon: 'plugs-connected', short: 'sync.connected', title: 'sync.peopleConnected' },
  'exchanged': { icon: 'plugs-connected', short: 'sync.connected', title: 'sync.peopleConnected' },
}

export function standingWords({ state, connected }: StandingView, t: Say): Words {
  const { icon, short, title } = WORDS[state]
  return { icon, short: t(short, { n: connected }, connected), title: t(title, { n: connected }, connected) }
}

/** Who has what, as far as it is known: the sentence under the title. */
export function standingSentence(view: StandingView, t: Say, moment: (at: number) => string, listed: (names: readonly string[]) => string): string {
  switch (view.state) {
    case 'just you': return t('standing.justYouText')
    case 'stopped': return t('standing.stoppedText')
    case 'no network': return t('standing.noNetworkText')
    case 'waiting': return t('standing.waitingText', { names: listed(view.waitingFor.map(firstNameOf)) })
    case 'exchanged': return t('standing.sentence', { words: haveAllWords(view, t, moment) })
    case 'alone': case 'restarting':
      return view.last ? t('sync.lastLong', { name: view.last.name, when: moment(view.last.at) }) : t('sync.never')
  }
}

/** "2 of 5 others have everything that is here, as of 12:04" */
export function haveAllWords({ haveAll, others, asOf, last }: StandingView, t: Say, moment: (at: number) => string): string {
  const when = moment(asOf ?? last?.at ?? 0)
  if (haveAll === 1 && others === 1 && last) return t('standing.oneHasAll', { name: firstNameOf(last.name), when })
  return t('standing.haveAll', { n: haveAll, all: others, when }, haveAll)
}
