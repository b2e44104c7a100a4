import type { StoneState } from '../../ui/UiStone.vue'

export const STONE_WORDS: Readonly<Record<StoneState, string>> = {
  'to come': 'stone.toCome', 'under way': 'stone.underWay', due: 'stone.due', reached: 'stone.reached', moved: 'stone.moved',
}
