// Searches made by a press, as a person would type them.
import { filterWords } from '../../../shared/formats/search-query.ts'

export const tagQuery = (tag: string): string => filterWords({ key: 'tag', value: tag })
export const AWAY_QUERY = filterWords({ key: 'is', value: 'away' })
