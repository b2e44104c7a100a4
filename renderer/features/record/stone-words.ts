import type { StoneView } from '../../../shared/protocol/contract.ts'
import type { StoneState } from '../../ui/UiStone.vue'

export const STONE_WORDS: Readonly<Record<StoneState, string>> = {
  'to come': 'stone.toCome', 'under way': 'stone.underWay', due: 'stone.due', reached: 'stone.reached', moved: 'stone.moved',
}

/** One whose day was moved and that nobody has begun yet is shown as moved. */
export const stateShown = ({ state, movedFrom }: Pick<StoneView, 'state' | 'movedFrom'>): StoneState => (state === 'to come' && movedFrom !== null ? 'moved' : state)
