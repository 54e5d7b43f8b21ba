// The kind `asklist`: the cheapest companies to ask such that as many students as possible can be placed.
import { askList, type Offers } from '../engine/ask-list.ts'
import { kindOf } from './kind.ts'
import { readPairs } from './pairs.ts'
import { field, LARGEST, list, number, optional, type Read, whole } from './reader.ts'

export const asklist = kindOf({
  read: (input) => {
    const { pairs } = field(input, 'placement', readPairs)
    const askCosts = Float64Array.from(field(input, 'askCost', list(number(0, LARGEST))))
    const offers = field(input, 'offers', offersOf(pairs.capacity.length, askCosts.length))
    return { pairs, offers, askCosts }
  },
  solve: ({ pairs, offers, askCosts }) => askList(pairs, offers, askCosts),
  write: ({ ask, cost, bound, placedAfter }) => ({ ask: Array.from(ask), cost, bound, placedAfter }),
})

const offersOf =
  (openings: number, companies: number): Read<Offers> =>
  (value) => {
    const offers = list((offer) => ({
      opening: field(offer, 'opening', whole(0, openings - 1)),
      places: field(offer, 'places', whole(0, LARGEST)),
      company: field(offer, 'company', whole(0, companies - 1)),
      chance: field(offer, 'chance', optional(number(0, 1))) ?? 1,
    }))(value)
    return {
      opening: Int32Array.from(offers, ({ opening }) => opening),
      places: Int32Array.from(offers, ({ places }) => places),
      company: Int32Array.from(offers, ({ company }) => company),
      chance: Float64Array.from(offers, ({ chance }) => chance),
    }
  }
